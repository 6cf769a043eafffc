/** A finding in a line: what is wrong, what was expected and found, and where. */
import type { CheckFinding, CheckRecord } from '../../check/check-record.ts';
import { placeText } from '../finding-text.ts';
import { counted } from '../inspected-values.ts';

/** Two sentences: readers with little space show the first one. */
export function findingSentences(finding: CheckFinding): string {
  return `${finding.message}. ${detailSentence(finding)}`;
}

/** `Expected this; found that; in main-header at 0x60 (96).` */
export function detailSentence({ expected, found, where, rpmSays }: CheckFinding): string {
  const says = rpmSays === null ? '' : ` rpm says "${rpmSays}".`;
  return `Expected ${expected}; found ${found}; in ${placeText(where)}.${says}`;
}

/** ` The same in 3 more places.`, or nothing. */
export function furtherPlaces(count: number): string {
  return count > 0 ? ` The same in ${counted(count, 'more place')}.` : '';
}

/**
 * For reports of single findings: how many further places of its rule to tell of with a finding, so
 * that each is told of once.
 */
export function furtherOf({ findings, omitted }: CheckRecord): (finding: CheckFinding) => number {
  const last = new Map(findings.map((finding) => [finding.rule, finding]));
  return (finding) => (last.get(finding.rule) === finding ? (omitted[finding.rule] ?? 0) : 0);
}
