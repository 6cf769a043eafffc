import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { RangeDigests } from '../../../src/package/facts/range-digests.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const BYTES = seededRandom(7).bytes(5000);
const RANGES = [
  { name: 'all', algorithm: 'SHA256', start: 0, end: 5000 },
  { name: 'middle', algorithm: 'MD5', start: 777, end: 3001 },
  { name: 'one', algorithm: 'SHA512', start: 4999, end: 5000 },
  { name: 'none', algorithm: 'SHA1', start: 100, end: 100 },
] as const;

function expected(algorithm: string, start: number, end: number): string {
  return createHash(algorithm).update(BYTES.subarray(start, end)).digest('hex');
}

test.each([1, 333, 777, 5000])('ranges are digested from pieces of %i bytes', (size) => {
  const digests = new RangeDigests(0, RANGES);
  for (let at = 0; at < BYTES.length; at += size) digests.update(BYTES.subarray(at, at + size));
  expect([...digests.finish()]).toEqual(
    RANGES.map(({ name, algorithm, start, end }) => [name, expected(algorithm, start, end)]),
  );
});

test('bytes may start in the middle of the file', () => {
  const digests = new RangeDigests(500, [RANGES[1]]);
  digests.update(BYTES.subarray(500));
  expect(digests.finish().get('middle')).toBe(expected('MD5', 777, 3001));
});
