import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hardLinkSets } from '../../native-free-parsers/hard-links.ts';

const candidates = (...ids: (readonly [device: number, inode: number])[]) =>
  ids.map(([device, inode], index) => ({ index, device, inode }));

test('device and inode together make a set', () => {
  expect(hardLinkSets(candidates([1, 5], [2, 5], [1, 5], [1, 6], [1, 5]))).toEqual([[0, 2, 4]]);
});

test('sets in the order of their first members, whatever stands between', () => {
  expect(hardLinkSets(candidates([1, 9], [1, 5], [1, 9], [1, 5]))).toEqual([
    [0, 2],
    [1, 3],
  ]);
});

test('inode 0 never links; device 0 does', () => {
  expect(hardLinkSets(candidates([1, 0], [1, 0]))).toEqual([]);
  expect(hardLinkSets(candidates([0, 1], [0, 1]))).toEqual([[0, 1]]);
});

test('numbers run together are still two numbers', () => {
  expect(hardLinkSets(candidates([1, 11], [11, 1], [111, 0]))).toEqual([]);
});

test('indexes are those of the candidates, gaps and all', () => {
  const files = [
    { index: 7, device: 1, inode: 1 },
    { index: 40, device: 1, inode: 1 },
  ];
  expect(hardLinkSets(files)).toEqual([[7, 40]]);
});

test('every pair with the same numbers is in one set, and no other pair', () => {
  const id = fc.tuple(fc.nat(2), fc.nat(2));
  fc.assert(
    fc.property(fc.array(id, { maxLength: 12 }), (ids) => {
      const files = candidates(...ids);
      const sets = hardLinkSets(files);
      for (const a of files) {
        for (const b of files) {
          if (a.index >= b.index) continue;
          const linked = a.device === b.device && a.inode === b.inode && a.inode !== 0;
          const together = sets.filter((set) => set.includes(a.index) && set.includes(b.index));
          expect(together.length).toBe(linked ? 1 : 0);
        }
      }
      for (const set of sets) expect(set).toEqual([...set].sort((a, b) => a - b));
    }),
  );
});
