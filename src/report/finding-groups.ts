/**
 * Findings of one file, a group a rule: gravest first, and among equals in the order of the file, as
 * what is wrong in front is often the cause of what is wrong behind it.
 */
import type { CheckFinding, CheckRecord } from '../check/check-record.ts';
import { compareGravity, gravest, type Target } from '../check/severity.ts';
import { standing } from '../check/standing.ts';
import type { Severity, Where } from '../rules/rule.ts';

/** In the order in which they are read. */
const SECTIONS: readonly Where['section'][] = [
  'lead',
  'signature-header',
  'main-header',
  'payload',
  'cpio',
  'extents',
  'checksig',
  'table',
  'csum',
  'footer',
];

export interface FindingGroup {
  readonly rule: string;
  /** What it is to the targets that were asked for. */
  readonly severity: Severity;
  /** At least one, in the order of the file. */
  readonly findings: readonly [CheckFinding, ...CheckFinding[]];
  /** Further places that are only counted. */
  readonly omitted: number;
}

/** Those that count; what is ignored or known is left out. */
export function findingGroups(
  record: Pick<CheckRecord, 'findings' | 'omitted'>,
  targets: readonly Target[],
): FindingGroup[] {
  const byRule = new Map<string, [CheckFinding, ...CheckFinding[]]>();
  for (const finding of record.findings) {
    if (standing(finding) !== 'counts') continue;
    const others = byRule.get(finding.rule);
    if (others === undefined) byRule.set(finding.rule, [finding]);
    else others.push(finding);
  }
  return [...byRule]
    .map(([rule, findings]) => ({
      rule,
      severity: gravest(findings[0].severity, targets),
      findings,
      omitted: record.omitted[rule] ?? 0,
    }))
    .sort((a, b) => compareGravity(a.severity, b.severity) || comparePlaces(a, b));
}

function comparePlaces({ findings: [a] }: FindingGroup, { findings: [b] }: FindingGroup): number {
  const sections = SECTIONS.indexOf(a.where.section) - SECTIONS.indexOf(b.where.section);
  return sections || a.where.offset - b.where.offset;
}
