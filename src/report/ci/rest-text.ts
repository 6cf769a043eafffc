/** Findings of one rule that do not make a check fail, as text. */
import type { CheckRecord } from '../../check/check-record.ts';
import { standing } from '../../check/standing.ts';
import type { FindingGroup } from '../finding-groups.ts';
import { counted } from '../inspected-values.ts';
import { findingSentences, furtherPlaces } from './finding-sentence.ts';

/** Empty where there are none. @param group those that would count, were they graver. */
export function restText(
  record: CheckRecord,
  rule: string,
  group: FindingGroup | undefined,
): string {
  const found = record.findings.filter((finding) => finding.rule === rule);
  const ignored = found.filter((finding) => standing(finding) === 'ignored');
  const known = found.filter((finding) => standing(finding) === 'known');
  return [
    ...(group?.findings.map((finding) => `${group.severity}: ${findingSentences(finding)}`) ?? []),
    ...(group === undefined || group.omitted === 0 ? [] : [furtherPlaces(group.omitted).trim()]),
    ...(known.length === 0 ? [] : [`In the baseline: ${counted(known.length, 'finding')}.`]),
    ...(ignored.length === 0
      ? []
      : [`Ignored: ${counted(ignored.length, 'finding')} (${ignored[0]!.ignored!.reason}).`]),
  ].join('\n');
}
