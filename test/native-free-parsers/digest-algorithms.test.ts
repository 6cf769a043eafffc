import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  DIGEST_ALGORITHMS,
  digestAlgorithm,
  fileDigestAlgorithm,
} from '../../native-free-parsers/digest-algorithms.ts';

test.each([
  ['md5', 1],
  ['sha1', 2],
  ['ripemd160', 3],
  ['sha256', 8],
  ['sha384', 9],
  ['sha512', 10],
  ['sha224', 11],
  ['sha3-256', 12],
  ['sha3-512', 14],
])('%s is number %d and as long as OpenSSL says', (openssl, number) => {
  const algorithm = digestAlgorithm(number);
  expect(algorithm?.name.toLowerCase()).toBe(openssl);
  expect(algorithm?.length).toBe(createHash(openssl).digest().length);
});

test('numbers rise and none repeats', () => {
  const numbers = DIGEST_ALGORITHMS.map(({ number }) => number);
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
});

test.each([0, 4, 13, 99, 0xffffffff])('number %d is not assigned', (number) => {
  expect(digestAlgorithm(number)).toBeUndefined();
});

test.each([
  [undefined, 'MD5'],
  [99, 'MD5'],
  [3, 'MD5'],
  [12, 'MD5'],
  [1, 'MD5'],
  [2, 'SHA1'],
  [8, 'SHA256'],
  [11, 'SHA224'],
])('rpm 4.18 takes FILEDIGESTALGO %s for %s', (number, name) => {
  expect(fileDigestAlgorithm(number).name).toBe(name);
});
