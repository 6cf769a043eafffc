import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finalPadding } from '../../../native-free-parsers/extents/final-padding.ts';
import {
  BLOCK_SIZE,
  CHECKSIG_BYTES,
  CHECKSIG_OFFSET,
  CSUM_BYTES,
  CSUM_OFFSET,
  FILE_SIZE,
  FOOTER_BYTES,
} from './worked-example.ts';

test('fills the worked example up to its size', () => {
  const padding = finalPadding(CHECKSIG_OFFSET, CHECKSIG_BYTES.length, BLOCK_SIZE);
  expect(CSUM_OFFSET + CSUM_BYTES.length + padding + FOOTER_BYTES.length).toBe(FILE_SIZE);
});

test('is less than a block and ends what it counts on a block', () => {
  const block = fc.constantFrom(4096, 16384, 65536);
  fc.assert(
    fc.property(fc.nat(), fc.nat(9000), block, (offset, length, blockSize) => {
      const padding = finalPadding(offset, length, blockSize);
      expect(padding).toBeGreaterThanOrEqual(0);
      expect(padding).toBeLessThan(blockSize);
      expect((offset + length + 24 + padding) % blockSize).toBe(0);
    }),
  );
});
