import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  csumBlockLength,
  encodeCsumBlock,
  parseCsumBlock,
} from '../../../native-free-parsers/extents/csum-block.ts';
import { bytesSource } from '../../support/bytes-source.ts';
import {
  expectTruncationAtEveryByte,
  expectValueOrFormatError,
  formatErrorOf,
} from './hostile-bytes.ts';
import { CSUM_BYTES, INPUT_DIGEST } from './worked-example.ts';

const parse = (bytes: Uint8Array) => parseCsumBlock(bytesSource(bytes), 0, bytes.length);

test('reads and writes the worked example', () => {
  const block = {
    inputLength: 0x1861,
    digests: [{ name: 'SHA256', digest: new Uint8Array(INPUT_DIGEST) }],
  };
  expect(parse(CSUM_BYTES)).toEqual(block);
  expect(encodeCsumBlock(block)).toEqual(new Uint8Array(CSUM_BYTES));
});

test('round trip, in order and with repeats', () => {
  const digest = fc.record({
    name: fc.constantFrom('MD5', 'SHA256', 'HAVAL-5-160', ''),
    digest: fc.uint8Array({ maxLength: 64 }),
  });
  const block = fc.record({
    inputLength: fc.maxSafeNat(),
    digests: fc.array(digest, { maxLength: 5 }),
  });
  fc.assert(
    fc.property(block, (value) => {
      const bytes = encodeCsumBlock(value);
      expect(bytes.length).toBe(csumBlockLength(value));
      expect(parse(bytes)).toEqual(value);
    }),
  );
});

test.each([
  ['digest count', 8],
  ['name length', 12],
  ['digest length', 16],
])('a %s of 2^31', (field, at) => {
  const bytes = Uint8Array.from(CSUM_BYTES);
  new DataView(bytes.buffer).setUint32(at, 2 ** 31, true);
  const error = formatErrorOf(() => parse(bytes));
  expect(error?.problem).toMatchObject({ code: 'OUT_OF_RANGE', offset: at, section: 'csum' });
  expect(error?.expected).toContain(field);
});

test('an input length of 2^63', () => {
  const bytes = Uint8Array.from(CSUM_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, 2n ** 63n, true);
  expect(formatErrorOf(() => parse(bytes))?.problem).toMatchObject({
    code: 'OUT_OF_RANGE',
    offset: 0,
    found: '9223372036854775808',
  });
});

test('cut short at every byte', () => {
  expectTruncationAtEveryByte(CSUM_BYTES, 'csum', parse);
});

test('mutated bytes give a block or a FormatError', () => {
  expectValueOrFormatError(CSUM_BYTES, 'csum', parse);
});
