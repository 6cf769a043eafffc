import { describe, expect, test } from 'vitest';
import {
  binEntry,
  int16Entry,
  int32Entry,
  int64Entry,
  stringArrayEntry,
  stringEntry,
} from '../../../native-free-parsers/header/encode.ts';
import { parseHeader } from '../../../native-free-parsers/header/header.ts';
import { TYPES } from '../../../native-free-parsers/header/types.ts';
import {
  countOf,
  entryData,
  getBytes,
  getString,
  getStringArray,
  getStrings,
  getUint16s,
  getUint32,
  getUint32s,
  getUint64,
  getUint64s,
} from '../../../native-free-parsers/header/values.ts';
import { signatureHeader } from './crafted-package.ts';

const UMLAUT_IN_UTF8 = '\u00c3\u00bc';

const header = parseHeader(
  signatureHeader({
    entries: [
      int16Entry(1001, [1, 0xffff]),
      int32Entry(1002, [0xffffffff, 2]),
      int64Entry(1003, [2n ** 64n - 1n, 3n]),
      stringEntry(1004, UMLAUT_IN_UTF8),
      stringArrayEntry(1005, ['', 'b', '']),
      { ...stringArrayEntry(1006, ['one', 'two']), type: TYPES.I18NSTRING },
      binEntry(1007, Uint8Array.of(0, 255)),
    ],
  }),
  'signature',
  96,
);

const GETTERS = {
  getBytes,
  getString,
  getStringArray,
  getStrings,
  getUint16s,
  getUint32,
  getUint32s,
  getUint64,
  getUint64s,
};

test('values of every type', () => {
  expect(getUint16s(header, 1001)).toEqual(Uint16Array.of(1, 0xffff));
  expect(getUint32s(header, 1002)).toEqual(Uint32Array.of(0xffffffff, 2));
  expect(getUint32(header, 1002)).toBe(0xffffffff);
  expect(getUint64s(header, 1003)).toEqual(BigUint64Array.of(2n ** 64n - 1n, 3n));
  expect(getUint64(header, 1003)).toBe(2n ** 64n - 1n);
  expect(getString(header, 1004)).toBe(UMLAUT_IN_UTF8);
  expect(getStrings(header, 1005)).toEqual(['', 'b', '']);
  expect(getBytes(header, 1007)).toEqual(Uint8Array.of(0, 255));
});

test.each([
  [['root', 'root', 'root']],
  [['', '', '']],
  [['ab', 'ab', 'ac']],
  // As long as three times the first.
  [['ab', 'a', 'abc']],
  [['', 'ab']],
  [['one']],
  [['']],
])('an array of strings comes as it was written, alike or not: %j', (strings) => {
  const entries = [stringArrayEntry(1001, strings)];
  const written = parseHeader(signatureHeader({ entries }), 'signature', 96);
  expect(getStringArray(written, 1001)).toEqual(strings);
});

test('counts are numbers of elements', () => {
  const tags = [1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008];
  expect(tags.map((tag) => countOf(header, tag))).toEqual([2, 2, 2, 1, 3, 1, 2, 0]);
});

test('translations are one string, an array of several is none', () => {
  expect(getStrings(header, 1006)).toEqual(['one']);
  expect(getString(header, 1006)).toBe('one');
  expect(getString(header, 1005)).toBeUndefined();
});

test('only an array is an array', () => {
  expect(getStringArray(header, 1004)).toBeUndefined();
  expect(getStringArray(header, 1005)).toEqual(['', 'b', '']);
  expect(getStringArray(header, 1006)).toBeUndefined();
});

test('data verbatim, by position', () => {
  expect(entryData(header, 1)).toEqual(Uint8Array.of(0, 1, 0xff, 0xff));
  expect(entryData(header, 5)).toEqual(Uint8Array.of(0, 0x62, 0, 0));
});

describe('another type, or no entry, is no value', () => {
  test.each([
    [1001, ['getUint16s']],
    [1002, ['getUint32', 'getUint32s']],
    [1003, ['getUint64', 'getUint64s']],
    [1004, ['getString', 'getStrings']],
    [1006, ['getString', 'getStrings']],
    [1007, ['getBytes']],
    [1008, []],
  ])('tag %d', (tag, expected) => {
    const giving = Object.entries(GETTERS).filter(([, get]) => get(header, tag) !== undefined);
    expect(giving.map(([name]) => name)).toEqual(expected);
  });
});
