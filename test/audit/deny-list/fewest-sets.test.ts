/** The fewest sets with all elements, against trying all choices. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fewestSets } from '../../../src/audit/deny-list/fewest-sets.ts';

function elementsOf(sets: readonly (readonly number[])[]): number {
  return new Set(sets.flat()).size;
}

/** How many it takes, by trying all. */
function fewest(sets: readonly (readonly number[])[]): number {
  let best = sets.length;
  for (let choice = 0; choice < 2 ** sets.length; choice++) {
    const chosen = sets.filter((_, i) => (choice & (2 ** i)) !== 0);
    if (chosen.length < best && elementsOf(chosen) === elementsOf(sets)) best = chosen.length;
  }
  return best;
}

it('has all elements with as few sets as possible, and knows that', () => {
  const set = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(set, { maxLength: 10 }), (sets) => {
      const { chosen, atLeast } = fewestSets(sets);
      expect(elementsOf(chosen.map((i) => sets[i]!))).toBe(elementsOf(sets));
      expect(chosen).toHaveLength(elementsOf(sets) === 0 ? 0 : fewest(sets));
      expect(atLeast).toBe(chosen.length);
    }),
    { numRuns: 500 },
  );
});

it('beats the greedy choice', () => {
  const sets = [[0, 1, 2, 3], [4, 5, 6], [0, 1, 4, 5], [2, 3, 6, 7], [7]];
  expect(fewestSets(sets)).toEqual({ chosen: [2, 3], atLeast: 2 });
});
