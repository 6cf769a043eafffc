/** Robust statistics of a few samples. Pure; an empty list has no statistics. */

export interface Summary {
  readonly median: number;
  /** Median absolute deviation from the median, not scaled. */
  readonly mad: number;
  readonly runs: number;
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('no values have no median');
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Null where nothing was measured. */
export function summarize(values: readonly (number | null)[]): Summary | null {
  const measured = values.filter((value) => value !== null);
  if (measured.length === 0) return null;
  const middle = median(measured);
  const mad = median(measured.map((value) => Math.abs(value - middle)));
  return { median: middle, mad, runs: measured.length };
}

/**
 * Ratios of what was measured in the same round, so that a machine that slows down meanwhile slows
 * both. Rounds with a value missing, or a divisor of zero, do not count.
 */
export function summarizeRatios(
  ours: readonly (number | null)[],
  theirs: readonly (number | null)[],
): Summary | null {
  return summarize(
    ours.map((value, round) => {
      const other = theirs[round] ?? null;
      return value === null || other === null || other === 0 ? null : value / other;
    }),
  );
}
