import { describe, expect, test } from 'vitest';
import type { ByteReader } from '../../native-free-parsers/bytes/byte-source.ts';
import { readHead } from '../../src/package/read-head.ts';
import { formatErrorOf } from '../native-free-parsers/extents/hostile-bytes.ts';
import { craftedPackage } from '../native-free-parsers/header/crafted-package.ts';
import { failingReader } from '../support/failing-reads.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { oneByteReader, splitReader } from '../support/split-reader.ts';

const PAYLOAD = seededRandom(7).bytes(5000);
const HEAD = craftedPackage();
const PACKAGE = craftedPackage({ payload: PAYLOAD });

/** Everything a reader still has, read into pieces of `size`. */
function drain(reader: ByteReader, size: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (;;) {
    const into = new Uint8Array(size);
    const n = reader.read(into);
    if (n === 0) return new Uint8Array(Buffer.concat(pieces));
    pieces.push(into.subarray(0, n));
  }
}

describe('nothing is lost between head and payload', () => {
  test.each([
    ['in one piece', () => splitReader(PACKAGE, [PACKAGE.length])],
    ['one byte a read', () => oneByteReader(PACKAGE)],
    ['the head exactly, then the rest', () => splitReader(PACKAGE, [HEAD.length, 70_000])],
    ['at random places', () => splitReader(PACKAGE, seededRandom(3))],
  ])('%s', (_, open) => {
    for (const size of [1, 100, 100_000]) {
      const { head, payload } = readHead(open());
      expect(head.bytes).toEqual(HEAD);
      expect(drain(payload, size)).toEqual(PAYLOAD);
    }
  });
});

test('what was read too far is a copy: further reads do not change it', () => {
  const { payload } = readHead(splitReader(PACKAGE, [2000]));
  const start = new Uint8Array(10);
  payload.read(start);
  expect(drain(payload, 64)).toEqual(PAYLOAD.subarray(10));
  expect(start).toEqual(PAYLOAD.subarray(0, 10));
});

test('no payload is no error; an incomplete head is', () => {
  expect(drain(readHead(oneByteReader(HEAD)).payload, 10)).toEqual(new Uint8Array(0));
  const cut = HEAD.subarray(0, -1);
  const error = formatErrorOf(() => readHead(splitReader(cut, seededRandom(5))));
  expect(error?.problem).toMatchObject({ code: 'TRUNCATED', offset: cut.length });
  expect(formatErrorOf(() => readHead(oneByteReader(new Uint8Array(0))))?.section).toBe('lead');
});

test('whichever read fails, its error comes through as it is', () => {
  const fault = new Error('EIO');
  const sizes = [100];
  const reads = Math.ceil(HEAD.length / 100);
  for (let n = 0; n < reads; n++) {
    expect(() => readHead(failingReader(splitReader(PACKAGE, sizes), n, fault))).toThrow(fault);
  }
  const { payload } = readHead(failingReader(splitReader(PACKAGE, sizes), reads, fault));
  expect(() => drain(payload, 64)).toThrow(fault);
});

test('bytes behind a bad magic are not asked for', () => {
  let reads = 0;
  const endless: ByteReader = {
    read(into) {
      reads++;
      return into.subarray(0, 16).fill(0x20).length;
    },
  };
  expect(formatErrorOf(() => readHead(endless))?.code).toBe('BAD_MAGIC');
  expect(reads).toBe(1);
});
