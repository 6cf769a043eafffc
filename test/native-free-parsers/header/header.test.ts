import { describe, expect, test } from 'vitest';
import {
  encodeHeader,
  int32Entry,
  stringEntry,
} from '../../../native-free-parsers/header/encode.ts';
import {
  checkLoadable,
  dataOffset,
  findEntry,
  type Header,
  hasTag,
  isDribble,
  parseHeader,
} from '../../../native-free-parsers/header/header.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { getString, getUint32s } from '../../../native-free-parsers/header/values.ts';
import { formatErrorOf } from '../extents/hostile-bytes.ts';
import {
  craftedPackage,
  MAIN_ENTRIES,
  mainHeader,
  SIGNATURE_ENTRIES,
  signatureHeader,
} from './crafted-package.ts';
import { complaints, missingRpm418, queriedTag } from './stock-rpm.ts';

const signature = (bytes: Uint8Array): Header => parseHeader(bytes, 'signature', 96);

test('a sound header: bytes verbatim, entries as they stand, offsets absolute', () => {
  const bytes = mainHeader();
  const header = parseHeader(bytes, 'main', 1000);
  expect(header.bytes).toBe(bytes);
  expect(header.entries.map(({ tag }) => tag)).toEqual([
    63, 100, 1000, 1001, 1002, 1021, 1022, 1044,
  ]);
  expect([...header.lengths]).toEqual([0, 2, 8, 4, 2, 6, 7, 22]);
  expect(header.region).toMatchObject({
    tag: 63,
    entryCount: 8,
    dataLength: 67,
    trailerOffset: 51,
  });
  expect(dataOffset(header, header.entries[2]!)).toBe(1000 + 16 + 16 * 8 + 2);
  expect(hasTag(header, 1000)).toBe(true);
  expect(hasTag(header, 1003)).toBe(false);
});

test('bytes that are more or fewer than the intro says', () => {
  const bytes = mainHeader();
  for (const wrong of [bytes.subarray(0, -1), Uint8Array.of(...bytes, 0)]) {
    const error = formatErrorOf(() => parseHeader(wrong, 'main', 1000));
    expect(error?.problem).toMatchObject({ code: 'TRUNCATED', offset: 1000 + wrong.length });
  }
});

describe('regions that rpm bears with', () => {
  test('none at all', () => {
    const header = parseHeader(encodeHeader({ entries: MAIN_ENTRIES }), 'main', 0);
    expect(header.region).toBeUndefined();
    expect(header.lengths[0]).toBe(2);
    expect(() => checkLoadable(header)).not.toThrow();
  });

  test('a signature trailer of tag 61, as it stands', () => {
    const header = signature(signatureHeader({ region: { tag: 62, wrongTrailer: { tag: 61 } } }));
    expect(header.region).toMatchObject({ tag: 62, trailer: { tag: 61 }, entryCount: 4 });
  });

  test('dribbles in a signature header', () => {
    const header = signature(signatureHeader({ dribbles: [int32Entry(1010, [7])] }));
    expect([0, 3, 4].map((position) => isDribble(header, position))).toEqual([false, false, true]);
    expect(getUint32s(header, 1010)).toEqual(Uint32Array.of(7));
    expect(() => checkLoadable(header)).not.toThrow();
  });

  test('a trailer at offset 0 stands for all entries, whatever it counts', () => {
    const header = signature(
      signatureHeader({
        entries: [],
        region: { tag: 62, wrongTrailer: { offset: 0 } },
        dribbles: SIGNATURE_ENTRIES,
      }),
    );
    expect(header.region).toMatchObject({ trailerOffset: 0, entryCount: 0 });
    expect(isDribble(header, 3)).toBe(false);
    expect(() => checkLoadable(header)).not.toThrow();
  });
});

describe('which of two entries with one tag', () => {
  /** Tags that rpm has no type for, in the order of their letters. */
  const TAGS = { a: 900_000, b: 900_001, c: 900_002, d: 900_003 } as const;
  const entries = (letters: string) =>
    [...letters].map((letter, i) => int32Entry(TAGS[letter as keyof typeof TAGS], [i]));
  const valueOfB = (header: Header) => getUint32s(header, TAGS.b)?.[0];
  const main = (letters: string) =>
    parseHeader(mainHeader({ entries: entries(letters) }), 'main', 0);

  test('the dribble, not the one in the region', () => {
    const dribbles = [int32Entry(TAGS.b, [77])];
    expect(valueOfB(signature(signatureHeader({ entries: entries('ab'), dribbles })))).toBe(77);
  });

  // With the region in front: of 6 a bisection asks for number 3 first, then for 1, or 5 and 4.
  test.each([
    ['abbcd', 2],
    ['aabbb', 2],
    ['bbbcd', 2],
    ['bbccd', 0],
    ['aaabb', 4],
    ['cab', 2],
    ['acd', undefined],
  ])('%s: the one that a bisection meets', (letters, expected) => {
    expect(valueOfB(main(letters))).toBe(expected);
  });

  // Without a region rpm puts one of its own, tag 61, in front: the bisection meets the same.
  test.each(['b', 'bb', 'abb', 'bbb', 'abbc', 'bbbb', 'dbbba', 'bbcbb'])(
    '%s: the same without a region as with one',
    (letters) => {
      const without = parseHeader(encodeHeader({ entries: entries(letters) }), 'main', 0);
      expect(valueOfB(without)).toBe(valueOfB(main(letters)));
    },
  );

  test('the one that rpm 4.18 prints', ({ skip }) => {
    const missing = missingRpm418();
    if (missing !== undefined) skip(missing);
    const mains = Array.from({ length: 24 }, (_, i) => {
      const names = Array.from({ length: 1 + (i % 6) }, (_, j) => stringEntry(TAG.NAME, `n${j}`));
      const others = Array.from({ length: i >> 2 }, (_, j) => int32Entry(TAGS.a + j, [j]));
      return mainHeader({ entries: [...names, ...MAIN_ENTRIES.slice(2), ...others] });
    });
    // An empty signature header: what rpm merges from it would move the entries.
    const empty = signatureHeader({ entries: [] });
    const packages = mains.map((bytes) => craftedPackage({ signature: empty, main: bytes }));
    const ours = mains.map((bytes) => getString(parseHeader(bytes, 'main', 0), TAG.NAME));
    expect(ours).toEqual(queriedTag(packages, 'NAME'));
  });

  test('unsorted tags are found', () => {
    expect(findEntry(main('dcba'), TAGS.d)).toBe(1);
  });
});

describe('headers that verify and yet do not load', () => {
  const cases: readonly (readonly [string, Uint8Array])[] = [
    ['bytes behind the trailer', signatureHeader({ surplus: new Uint8Array(8) })],
    [
      'a region of no entries',
      signatureHeader({ region: { tag: 62, wrongTrailer: { offset: 0 } } }),
    ],
    [
      'a region of no entries and its size as well',
      signatureHeader({
        region: { tag: 62, wrongTrailer: { offset: 0 } },
        surplus: new Uint8Array(16),
      }),
    ],
    [
      'a byte of data too many',
      signatureHeader({
        entries: [
          ...SIGNATURE_ENTRIES.slice(0, 2),
          { ...int32Entry(1007, [1]), data: new Uint8Array(5) },
        ],
      }),
    ],
    [
      'no region, and a byte too many',
      encodeHeader({ entries: SIGNATURE_ENTRIES, surplus: Uint8Array.of(0) }),
    ],
  ];

  test.each(cases)('%s', (_, bytes) => {
    const header = signature(bytes);
    expect(formatErrorOf(() => checkLoadable(header))?.problem).toMatchObject({
      code: 'BAD_VALUE',
      section: 'signature-header',
      offset: 108,
      rpmSays: 'hdr load: BAD',
    });
  });

  test('rpm 4.18 says so too', ({ skip }) => {
    const missing = missingRpm418();
    if (missing !== undefined) skip(missing);
    const packages = cases.map(([, bytes]) => craftedPackage({ signature: bytes }));
    expect(complaints(packages)).toEqual(cases.map(() => 'hdr load: BAD'));
  });
});
