import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  encodeFooter,
  FOOTER_LENGTH,
  hasExtentsMagic,
  parseFooter,
} from '../../../native-free-parsers/extents/footer.ts';
import { viewOf, writeUint64 } from '../../../native-free-parsers/extents/little-endian.ts';
import { expectValueOrFormatError, formatErrorOf } from './hostile-bytes.ts';
import {
  CHECKSIG_OFFSET,
  CSUM_OFFSET,
  FILE_SIZE,
  FOOTER_BYTES,
  TABLE_OFFSET,
} from './worked-example.ts';

const EXAMPLE = { checksig: CHECKSIG_OFFSET, table: TABLE_OFFSET, csum: CSUM_OFFSET };
const EXAMPLE_2021 = { ...EXAMPLE, checksig: undefined };

test('reads and writes the worked example', () => {
  expect(parseFooter(FOOTER_BYTES, FILE_SIZE)).toEqual({ ...EXAMPLE, start: FILE_SIZE - 32 });
  expect(encodeFooter(EXAMPLE)).toEqual(new Uint8Array(FOOTER_BYTES));
});

describe('the footer of 2021', () => {
  test.each([
    ['padding', new Uint8Array(8)],
    ['the end of a digest', Uint8Array.from([7, 201, 13, 77, 160, 3, 91, 44])],
    ['nothing, in a file of 24 bytes of tail', new Uint8Array(0)],
  ])('comes after %s', (_, before) => {
    const tail = new Uint8Array([...before, ...encodeFooter(EXAMPLE_2021)]);
    expect(parseFooter(tail, FILE_SIZE)).toEqual({ ...EXAMPLE_2021, start: FILE_SIZE - 24 });
  });
});

test('without the magic there is no footer', () => {
  for (const bytes of [FOOTER_BYTES.subarray(0, 31), new Uint8Array(32), new Uint8Array(0)]) {
    expect(hasExtentsMagic(bytes)).toBe(false);
    expect(parseFooter(bytes, FILE_SIZE)).toBeUndefined();
  }
});

describe('impossible offsets', () => {
  test.each([
    ['table in the lead', { ...EXAMPLE, table: 95 }],
    ['csum before the table has room', { ...EXAMPLE, csum: TABLE_OFFSET + 7 }],
    ['csum reaching into the footer', { ...EXAMPLE, csum: FILE_SIZE - 32 - 3 }],
    ['table past the end', { ...EXAMPLE, table: FILE_SIZE }],
    ['all zero', { checksig: 0, table: 0, csum: 0 }],
    ['2021, csum first', { checksig: undefined, table: CSUM_OFFSET, csum: TABLE_OFFSET }],
  ])('%s', (_, offsets) => {
    const error = formatErrorOf(() => parseFooter(encodeFooter(offsets), FILE_SIZE));
    expect(error?.problem).toMatchObject({ code: 'OUT_OF_RANGE', section: 'footer' });
  });

  test.each([8, 16])('2^63 at byte %d', (at) => {
    const bytes = Uint8Array.from(FOOTER_BYTES);
    viewOf(bytes).setBigUint64(at, 2n ** 63n, true);
    const error = formatErrorOf(() => parseFooter(bytes, FILE_SIZE));
    expect(error?.problem).toMatchObject({ code: 'OUT_OF_RANGE', offset: FILE_SIZE - 32 });
    expect(error?.found).toContain('9223372036854775808');
  });

  test('a file that is nothing but the magic', () => {
    const error = formatErrorOf(() => parseFooter(FOOTER_BYTES.subarray(24), 8));
    expect(error?.found).toBe('nothing before the magic');
  });
});

test('the offsets found always lie in order within the file', () => {
  const offset = fc.oneof(fc.nat(20000), fc.maxSafeNat());
  fc.assert(
    fc.property(offset, offset, offset, fc.nat(20000), (checksig, table, csum, fileSize) => {
      const tail = encodeFooter({ checksig, table, csum }).subarray(-fileSize);
      let footer: ReturnType<typeof parseFooter>;
      const error = formatErrorOf(() => {
        footer = parseFooter(tail, fileSize);
      });
      if (error || !footer) return;
      const order = [128, footer.checksig ?? footer.table, footer.table, footer.csum, footer.start];
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      expect(footer.start).toBeLessThan(fileSize);
    }),
  );
});

test('mutated bytes give a footer, none, or a FormatError', () => {
  expectValueOrFormatError(FOOTER_BYTES, 'footer', (bytes) => parseFooter(bytes, FILE_SIZE));
});

test('round trip up to 2^53 - 1', () => {
  const fileSize = Number.MAX_SAFE_INTEGER;
  const checksig = fileSize - 200;
  const offsets = { checksig, table: checksig + 12, csum: checksig + 50 };
  const bytes = encodeFooter(offsets);
  expect(bytes.length).toBe(FOOTER_LENGTH);
  expect(parseFooter(bytes, fileSize)).toEqual({ ...offsets, start: fileSize - 32 });
});

test('numbers are written as 64 bits, low byte first', () => {
  const bytes = new Uint8Array(8);
  writeUint64(viewOf(bytes), 0, 0x1f_ffff_ffff_fffe);
  expect([...bytes]).toEqual([0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0x1f, 0]);
});
