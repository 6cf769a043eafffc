/**
 * Findings that somebody knows of and accepts, with the reason why.
 *
 * Policy: an ignored finding stays in the record and says why; it only no longer counts. An entry
 * that has expired ignores nothing. Which entries did nothing is remembered, so that they can be
 * told and removed.
 */
import { parseNevra } from '../../native-free-parsers/nevra.ts';
import type { CheckFinding, CheckRecord } from './check-record.ts';
import { globMatcher } from './glob.ts';

export interface IgnoreEntry {
  /** The id of a rule, or a glob. */
  readonly rule: string;
  /** A glob on name or NEVRA; undefined: every package. */
  readonly package: string | undefined;
  /** A glob on the file of the package that the finding is about; undefined: any, or none. */
  readonly path: string | undefined;
  readonly reason: string;
  /** The last day it holds, as YYYY-MM-DD in UTC; undefined: for ever. */
  readonly expires: string | undefined;
}

export interface IgnoreList {
  /** Whether it looks at files of packages, and so must see every finding of a rule. */
  readonly needsAll: boolean;
  readonly expired: readonly IgnoreEntry[];
  /** The record with its ignored findings marked. */
  apply(record: CheckRecord): CheckRecord;
  /** Entries that hold, but ignored nothing so far. */
  unused(): readonly IgnoreEntry[];
}

/** @param today YYYY-MM-DD */
export function ignoreList(entries: readonly IgnoreEntry[], today: string): IgnoreList {
  const hasExpired = ({ expires }: IgnoreEntry) => expires !== undefined && expires < today;
  const matchers = entries.filter((entry) => !hasExpired(entry)).map(matcherOf);
  const used = new Set<IgnoreEntry>();

  const mark = (finding: CheckFinding, names: readonly string[]): CheckFinding => {
    const match = matchers.find(({ matches }) => matches(finding, names));
    if (match === undefined) return finding;
    used.add(match.entry);
    return { ...finding, ignored: { reason: match.entry.reason } };
  };

  return {
    needsAll: matchers.some(({ entry }) => entry.path !== undefined),
    expired: entries.filter(hasExpired),
    apply(record) {
      if (matchers.length === 0 || record.findings.length === 0) return record;
      const names = namesOf(record);
      return { ...record, findings: record.findings.map((finding) => mark(finding, names)) };
    },
    unused: () => matchers.map(({ entry }) => entry).filter((entry) => !used.has(entry)),
  };
}

function matcherOf(entry: IgnoreEntry) {
  const rule = globMatcher(entry.rule);
  const name = entry.package === undefined ? undefined : globMatcher(entry.package);
  const path = entry.path === undefined ? undefined : globMatcher(entry.path);
  const matches = (finding: CheckFinding, names: readonly string[]): boolean =>
    rule(finding.rule) &&
    (name === undefined || names.some(name)) &&
    (path === undefined || (finding.where.path !== null && path(finding.where.path)));
  return { entry, matches };
}

function namesOf({ nevra }: CheckRecord): readonly string[] {
  if (nevra === null) return [];
  const name = parseNevra(nevra)?.name;
  return name === undefined ? [nevra] : [nevra, name];
}
