/** What an extents file's contents are aligned to, by its table alone. */
import { expect, test } from 'vitest';
import { blockSizeOf, type ExtentsFile } from '../../src/transcode/extents-file.ts';

function fileWith(...offsets: readonly number[]): ExtentsFile {
  const table = { count: offsets.length, digestLength: 0, digests: new Uint8Array() };
  return { table: { ...table, offsets: Float64Array.from(offsets) } } as unknown as ExtentsFile;
}

test.each([
  [[], 65536],
  [[0x10000, 0x30000], 65536],
  [[0x20000, 0x8000], 32768],
  [[0x4000, 0x10000], 16384],
  [[0x2000], 8192],
  [[0x1000, 0x10000], 4096],
  [[0x1000, 0x1200], 4096],
  [[2 ** 40 + 0x4000], 16384],
])('offsets %j: %i', (offsets, blockSize) => {
  expect(blockSizeOf(fileWith(...offsets))).toBe(blockSize);
});
