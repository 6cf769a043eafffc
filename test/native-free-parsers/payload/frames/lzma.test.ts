import { expect, test } from 'vitest';
import { fromHex } from '../../../../native-free-parsers/bytes/hex.ts';
import { parseLzmaAloneHeader } from '../../../../native-free-parsers/payload/frames/lzma.ts';
import { growing } from './grow.ts';

test("the usual header: rpm's, of unknown size", () => {
  const { header, length } = growing(
    parseLzmaAloneHeader,
    fromHex('5d00008000ffffffffffffffff00')!,
  );
  expect(length).toBe(13);
  expect(header).toEqual({
    lc: 3,
    lp: 0,
    pb: 2,
    dictionarySize: 8 * 1024 * 1024,
    uncompressedSize: undefined,
  });
});

test.each([
  ['00000100', 65_536],
  ['00800100', 98_304],
])('the dictionary %s and a known size', (dictionary, dictionarySize) => {
  const { header } = growing(parseLzmaAloneHeader, fromHex(`5d${dictionary}3930000000000000`)!);
  expect(header).toMatchObject({ dictionarySize, uncompressedSize: 12_345 });
});

test.each([
  ['properties', 'e100008000ffffffffffffffff'],
  ['lc + lp above 4', '1600008000ffffffffffffffff'],
  ['an odd dictionary size', '5d01008000ffffffffffffffff'],
  ['256 GiB and more', '5d000080000000000040000000'],
])('%s: refused as liblzma does', (_, hex) => {
  expect(() => parseLzmaAloneHeader(fromHex(hex)!, 3)).toThrow(
    expect.objectContaining({ code: 'BAD_VALUE', offset: 3 }),
  );
});
