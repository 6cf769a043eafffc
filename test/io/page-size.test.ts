import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { pageSizeIn, systemPageSize } from '../../src/io/page-size.ts';

test('agrees with getconf', () => {
  const { stdout } = spawnSync('getconf', ['PAGESIZE'], { encoding: 'utf8' });
  expect(systemPageSize()).toBe(Number(stdout));
});

function auxv(wordSize: 4 | 8, littleEndian: boolean, pairs: readonly [number, number][]) {
  const view = new DataView(new ArrayBuffer(pairs.length * 2 * wordSize));
  for (const [i, word] of pairs.flat().entries()) {
    if (wordSize === 8) view.setBigUint64(8 * i, BigInt(word), littleEndian);
    else view.setUint32(4 * i, word, littleEndian);
  }
  return new Uint8Array(view.buffer);
}

test.each([
  [8, true],
  [8, false],
  [4, true],
  [4, false],
] as const)('finds AT_PAGESZ among words of %i bytes, little-endian %s', (wordSize, little) => {
  const vector = auxv(wordSize, little, [
    [33, 6],
    [6, 65_536],
    [0, 0],
  ]);
  expect(pageSizeIn(vector, wordSize, little)).toBe(65_536);
});

test.each([0, 1, 2048, 5000, 2 ** 40])('does not believe a page of %d bytes', (size) => {
  expect(pageSizeIn(auxv(8, true, [[6, size]]), 8, true)).toBeUndefined();
});

test('says so where there is no entry, or half of one', () => {
  expect(pageSizeIn(new Uint8Array(0), 8, true)).toBeUndefined();
  expect(pageSizeIn(auxv(8, true, [[6, 4096]]).subarray(0, 15), 8, true)).toBeUndefined();
});
