import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ByteSource } from '../../../native-free-parsers/bytes/byte-source.ts';
import {
  type DigestTable,
  digestAt,
  digestTableLength,
  encodeDigestTable,
  findOffset,
  isSorted,
  parseDigestTable,
} from '../../../native-free-parsers/extents/digest-table.ts';
import { bytesSource } from '../../support/bytes-source.ts';
import {
  expectTruncationAtEveryByte,
  expectValueOrFormatError,
  formatErrorOf,
} from './hostile-bytes.ts';
import { HELLO_DIGEST, SECOND_DIGEST, TABLE_BYTES } from './worked-example.ts';

const parse = (bytes: Uint8Array) => parseDigestTable(bytesSource(bytes), 0, bytes.length);

function tableOf(digestLength: number, records: readonly [number[], number][]): DigestTable {
  return {
    count: records.length,
    digestLength,
    digests: Uint8Array.from(records.flatMap(([digest]) => digest)),
    offsets: Float64Array.from(records.map(([, offset]) => offset)),
  };
}

test('reads the worked example, wherever in the file it lies', () => {
  const file = new Uint8Array([9, 9, 9, ...TABLE_BYTES, 9, 9]);
  const table = parseDigestTable(bytesSource(file), 3, 3 + TABLE_BYTES.length);
  expect(table.count).toBe(2);
  expect(table.digestLength).toBe(32);
  expect([...table.offsets]).toEqual([0x3000, 0x2000]);
  expect(digestAt(table, 1)).toEqual(new Uint8Array(HELLO_DIGEST));
  expect(encodeDigestTable(table)).toEqual(new Uint8Array(TABLE_BYTES));
});

test('an empty table has no digest length, or one', () => {
  expect(parse(encodeDigestTable(tableOf(0, [])))).toEqual(tableOf(0, []));
  expect(parse(encodeDigestTable(tableOf(32, [])))).toEqual(tableOf(32, []));
});

const anyTable = fc.integer({ min: 1, max: 64 }).chain((digestLength) => {
  const digest = fc.array(fc.nat(255), { minLength: digestLength, maxLength: digestLength });
  return fc
    .array(fc.tuple(digest, fc.maxSafeNat()), { maxLength: 8 })
    .map((records) => tableOf(digestLength, records));
});

test('round trip', () => {
  fc.assert(
    fc.property(anyTable, (table) => {
      const bytes = encodeDigestTable(table);
      expect(bytes.length).toBe(digestTableLength(table.count, table.digestLength));
      expect(parse(bytes)).toEqual(table);
    }),
  );
});

describe('order', () => {
  test.each([
    ['none', [], true],
    [
      'rising',
      [
        [0, 255],
        [1, 0],
        [1, 1],
      ],
      true,
    ],
    [
      'falling',
      [
        [1, 0],
        [0, 255],
      ],
      false,
    ],
    [
      'equal',
      [
        [1, 0],
        [1, 0],
      ],
      false,
    ],
    [
      'wrong at the end',
      [
        [1, 0],
        [2, 0],
        [1, 255],
      ],
      false,
    ],
  ])('%s', (_, digests, sorted) => {
    expect(
      isSorted(
        tableOf(
          2,
          digests.map((digest) => [digest, 0]),
        ),
      ),
    ).toBe(sorted);
  });
});

describe('findOffset', () => {
  test('finds every record of a sorted table and nothing else', () => {
    const records = Array.from({ length: 9 }, (_, i): [number[], number] => [[i, 2 * i], 100 + i]);
    const table = tableOf(2, records);
    for (const [digest, offset] of records) {
      expect(findOffset(table, Uint8Array.from(digest))).toBe(offset);
    }
    for (const digest of [[0, 1], [4, 7], [9, 0], [4], [4, 8, 0]]) {
      expect(findOffset(table, Uint8Array.from(digest))).toBeUndefined();
    }
  });

  test('the worked example', () => {
    const table = parse(TABLE_BYTES);
    expect(findOffset(table, HELLO_DIGEST)).toBe(0x2000);
    expect(findOffset(table, SECOND_DIGEST)).toBe(0x3000);
  });
});

describe('hostile numbers', () => {
  const header = (count: number, digestLength: number) => {
    const bytes = new Uint8Array(64);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, count, true);
    view.setUint32(4, digestLength, true);
    return bytes;
  };

  test.each([
    ['2^31 records', 2 ** 31, 32, 'OUT_OF_RANGE', 0],
    ['2^32 - 1 records', 2 ** 32 - 1, 0, 'OUT_OF_RANGE', 0],
    ['more records than bytes', 1000, 32, 'TRUNCATED', 8],
    ['a digest of 2^31 bytes', 1, 2 ** 31, 'OUT_OF_RANGE', 4],
    ['records without a digest', 1, 0, 'OUT_OF_RANGE', 4],
    ['a digest of 65 bytes', 0, 65, 'OUT_OF_RANGE', 4],
  ])('%s', (_, count, digestLength, code, offset) => {
    const error = formatErrorOf(() => parse(header(count, digestLength)));
    expect(error?.problem).toMatchObject({ code, offset, section: 'table' });
  });

  test('an offset of 2^63', () => {
    const bytes = Uint8Array.from(TABLE_BYTES);
    new DataView(bytes.buffer).setBigUint64(8 + 40 + 32, 2n ** 63n, true);
    const error = formatErrorOf(() => parse(bytes));
    expect(error?.problem).toMatchObject({
      code: 'OUT_OF_RANGE',
      offset: 80,
      found: '9223372036854775808',
    });
  });

  test('nothing is read past the end of the section', () => {
    const file = new Uint8Array([...TABLE_BYTES, ...TABLE_BYTES]);
    const end = TABLE_BYTES.length - 1;
    const error = formatErrorOf(() => parseDigestTable(bytesSource(file), 0, end));
    expect(error?.code).toBe('TRUNCATED');
  });

  test('a source that has become shorter', () => {
    const source: ByteSource = { ...bytesSource(TABLE_BYTES.subarray(0, 20)), size: 500 };
    const error = formatErrorOf(() => parseDigestTable(source, 0, 500));
    expect(error?.problem).toMatchObject({ code: 'TRUNCATED', offset: 8 });
  });
});

test('cut short at every byte', () => {
  expectTruncationAtEveryByte(TABLE_BYTES, 'table', parse);
});

test('mutated bytes give a table or a FormatError', () => {
  expectValueOrFormatError(TABLE_BYTES, 'table', parse);
});
