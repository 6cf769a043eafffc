import { expect, test } from 'vitest';
import { fromHex, fromLatin1 } from '../../../native-free-parsers/bytes/hex.ts';
import {
  compressorOfTag,
  sniffCompressor,
} from '../../../native-free-parsers/payload/compressor.ts';

test.each([
  [undefined, 'gzip'],
  ['gzip', 'gzip'],
  ['bzip2', 'bzip2'],
  ['xz', 'xz'],
  ['lzma', 'lzma'],
  ['zstd', 'zstd'],
  ['lzdio', 'lzma'],
  ['gzdio', 'gzip'],
  ['', 'none'],
  ['identity', 'none'],
  ['ufdio', 'none'],
  ['GZIP', 'none'],
  ['brotli', 'none'],
] as const)('the tag %s is read as %s', (name, compressor) => {
  expect(compressorOfTag(name)).toBe(compressor);
});

test.each([
  ['gzip', '1f8b0800000000000003'],
  ['bzip2', '425a6839314159265359'],
  ['xz', 'fd377a585a0000040000'],
  ['zstd', '28b52ffd045800000000'],
  ['zstd', '502a4d1804000000aabb'],
  ['zstd', '5f2a4d1804000000aabb'],
  ['lzma', '5d00008000ffffffffffffffff001822'],
  ['lzma', '5d00000001102700000000000000aabb'],
  [undefined, '5d00008000ffffffffffffffff011822'],
  [undefined, '5d01008000ffffffffffffffff001822'],
  [undefined, '602a4d1804000000aabb'],
  [undefined, '1f'],
  [undefined, ''],
])('sniffs %s from %s', (compressor, hex) => {
  expect(sniffCompressor(fromHex(hex)!)).toBe(compressor);
});

test('a cpio archive is not compressed', () => {
  expect(sniffCompressor(fromLatin1('07070100000001'))).toBe('none');
  expect(sniffCompressor(fromLatin1('07070X00000001'))).toBe('none');
});
