/** The counter of contents against a plain count, with room for all and without. */
import { expect, it } from 'vitest';
import type { ListedContent } from '../../../src/audit/judge/contents.ts';
import { SharedContentsCounter } from '../../../src/audit/state/shared-contents.ts';
import { seededRandom } from '../../support/seeded-random.ts';

/** Packages that have some of a thousand contents. */
function packages(): ListedContent[][] {
  const random = seededRandom(7);
  const pool = Array.from({ length: 20_000 }, () => ({
    high: random.between(0, 2 ** 32 - 1),
    low: random.between(0, 2 ** 32 - 1),
    size: random.between(1, 100_000),
  }));
  return Array.from({ length: 3000 }, () =>
    Array.from({ length: 20 }, () => pool[random.between(0, pool.length - 1)]!),
  );
}

function plainCount(all: readonly ListedContent[][]) {
  const sizes = new Map(all.flat().map(({ high, low, size }) => [`${high} ${low}`, size]));
  return {
    contents: all.flat().length,
    bytes: all.flat().reduce((sum, { size }) => sum + size, 0),
    distinctContents: sizes.size,
    distinctBytes: [...sizes.values()].reduce((sum, size) => sum + size, 0),
  };
}

it('is exact where there is room', () => {
  const all = packages();
  const counter = new SharedContentsCounter();
  for (const contents of all) counter.add(contents);
  expect(counter.result()).toEqual({ ...plainCount(all), sampled: 1 });
});

it('takes a sample where there is not, the same in any order, and says so', () => {
  const all = packages();
  const count = (some: readonly ListedContent[][]) => {
    const counter = new SharedContentsCounter(2 ** 12);
    for (const contents of some) counter.add(contents);
    return counter.result();
  };
  const sample = count(all);
  expect(sample.sampled).toBe(1 / 8);
  expect(count(all.toReversed())).toEqual(sample);
  const exact = plainCount(all);
  for (const what of ['contents', 'bytes', 'distinctContents', 'distinctBytes'] as const) {
    expect(sample[what] / exact[what], what).toBeCloseTo(1, 1);
  }
});
