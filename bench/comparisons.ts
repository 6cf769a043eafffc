/** rpmcow against its peers, case by case. Pure: results in, ratios out. */

import { type CaseResult, caseId, type Measure } from './results.ts';
import { type Summary, summarizeRatios } from './statistics.ts';

export type Cache = 'warm' | 'cold';

export interface Comparison {
  readonly id: string;
  readonly peer: string;
  readonly measure: Measure;
  readonly cache: Cache;
  /** What rpmcow needs, divided by what the peer needs, round by round: below 1 rpmcow wins. */
  readonly ratio: Summary;
}

/** Every peer of the cases for which both were measured. */
export function compare(
  cases: readonly CaseResult[],
  measure: Measure,
  cache: Cache,
): Comparison[] {
  return cases.flatMap(({ name, place, contestants: [ours, ...peers] }) =>
    peers.flatMap((peer) => {
      const values = (samples: CaseResult['contestants'][number]) =>
        samples[cache].map((sample) => sample[measure]);
      const ratio = ours && summarizeRatios(values(ours), values(peer));
      return ratio ? [{ id: caseId(name, place), peer: peer.name, measure, cache, ratio }] : [];
    }),
  );
}

/** Those that rpmcow loses, the worst first. */
export function losses(comparisons: readonly Comparison[]): Comparison[] {
  return comparisons
    .filter(({ ratio }) => ratio.median > 1)
    .toSorted((a, b) => b.ratio.median - a.ratio.median);
}

/** Whether the ratio is nearer to 1 than its own spread: nobody has won. */
export function isDraw({ ratio }: Comparison): boolean {
  return Math.abs(ratio.median - 1) <= ratio.mad;
}
