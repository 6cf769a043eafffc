import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, summarize, summarizeRatios } from '../../bench/statistics.ts';

describe('the median', () => {
  it.each([
    [[3], 3],
    [[4, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[10, 9], 9.5],
    [[-1, 100, 2, 2, 2], 2],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('has as many values below as above it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
        const middle = median(values);
        const below = values.filter((value) => value < middle).length;
        const above = values.filter((value) => value > middle).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2);
      }),
    );
  });

  it('of nothing is an error', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('a summary', () => {
  it('has the median absolute deviation and leaves out what was not measured', () => {
    expect(summarize([1, null, 2, 4, 100])).toEqual({ median: 3, mad: 1.5, runs: 4 });
  });

  it('of nothing measured is null', () => {
    expect(summarize([])).toBeNull();
    expect(summarize([null, null])).toBeNull();
  });
});

describe('ratios', () => {
  it('are those of the same round', () => {
    // The machine is ten times slower in the third round, for both.
    expect(summarizeRatios([1, 1, 10], [2, 2, 20])).toEqual({ median: 0.5, mad: 0, runs: 3 });
  });

  it('need both values, and a divisor', () => {
    expect(summarizeRatios([1, null, 3, 4, 5], [2, 2, null, 0])).toEqual({
      median: 0.5,
      mad: 0,
      runs: 1,
    });
  });
});
