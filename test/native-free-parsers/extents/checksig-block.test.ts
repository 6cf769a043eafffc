import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  checksigBlockLength,
  encodeChecksigBlock,
  parseChecksigBlock,
} from '../../../native-free-parsers/extents/checksig-block.ts';
import { bytesSource } from '../../support/bytes-source.ts';
import {
  expectTruncationAtEveryByte,
  expectValueOrFormatError,
  formatErrorOf,
} from './hostile-bytes.ts';
import { CHECKSIG_BYTES, CHECKSIG_TEXT } from './worked-example.ts';

const parse = (bytes: Uint8Array) => parseChecksigBlock(bytesSource(bytes), 0, bytes.length);

test('reads and writes the worked example', () => {
  const block = { rc: 0, text: CHECKSIG_TEXT };
  expect(parse(CHECKSIG_BYTES)).toEqual(block);
  expect(encodeChecksigBlock(block)).toEqual(new Uint8Array(CHECKSIG_BYTES));
});

test('round trip of any bytes and any result', () => {
  const text = fc.string({ unit: fc.nat(255).map((byte) => String.fromCharCode(byte)) });
  fc.assert(
    fc.property(fc.record({ rc: fc.integer(), text }), (block) => {
      const bytes = encodeChecksigBlock(block);
      expect(bytes.length).toBe(checksigBlockLength(block));
      expect(parse(bytes)).toEqual(block);
    }),
  );
});

test.each([
  ['2^63', 2n ** 63n, 'OUT_OF_RANGE', 4],
  ['2^31', 2n ** 31n, 'OUT_OF_RANGE', 4],
  ['one byte more than there is', BigInt(CHECKSIG_TEXT.length + 1), 'TRUNCATED', 12],
])('a text of %s bytes', (_, length, code, offset) => {
  const bytes = Uint8Array.from(CHECKSIG_BYTES);
  new DataView(bytes.buffer).setBigUint64(4, length, true);
  const error = formatErrorOf(() => parse(bytes));
  expect(error?.problem).toMatchObject({ code, offset, section: 'checksig' });
});

test('cut short at every byte', () => {
  expectTruncationAtEveryByte(CHECKSIG_BYTES, 'checksig', parse);
});

test('mutated bytes give a block or a FormatError', () => {
  expectValueOrFormatError(CHECKSIG_BYTES, 'checksig', parse);
});
