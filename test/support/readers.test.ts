import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ByteReader } from '../../native-free-parsers/bytes/byte-source.ts';
import { bytesSource } from './bytes-source.ts';
import { failingReader, failingSource } from './failing-reads.ts';
import { seededRandom } from './seeded-random.ts';
import { oneByteReader, splitReader } from './split-reader.ts';

function pieces(reader: ByteReader, room = 100): number[][] {
  const all: number[][] = [];
  for (;;) {
    const into = new Uint8Array(room);
    const length = reader.read(into);
    if (length === 0) return all;
    all.push([...into.subarray(0, length)]);
  }
}

test('pieces of the given sizes, starting over', () => {
  const reader = splitReader(Uint8Array.of(1, 2, 3, 4, 5, 6), [1, 2]);
  expect(pieces(reader)).toEqual([[1], [2, 3], [4], [5, 6]]);
});

test('never more than there is room for', () => {
  expect(pieces(splitReader(Uint8Array.of(1, 2, 3), [3]), 2)).toEqual([[1, 2], [3]]);
});

test('one byte at a time', () => {
  expect(pieces(oneByteReader(Uint8Array.of(1, 2, 3)))).toEqual([[1], [2], [3]]);
});

test('random pieces lose nothing and replay from their seed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), fc.integer(), (bytes, seed) => {
      const cut = () => pieces(splitReader(bytes, seededRandom(seed)), 64);
      expect(cut().flat()).toEqual([...bytes]);
      expect(cut()).toEqual(cut());
    }),
  );
});

test('sizes that would end the reading early are an error', () => {
  expect(() => splitReader(new Uint8Array(1), [])).toThrow(RangeError);
  expect(() => splitReader(new Uint8Array(1), [0])).toThrow(RangeError);
});

test('reads fail from the n-th on, with the given error', () => {
  const fault = new Error('EIO');
  const reader = failingReader(oneByteReader(Uint8Array.of(1, 2, 3)), 1, fault);
  const into = new Uint8Array(8);
  expect(reader.read(into)).toBe(1);
  expect(() => reader.read(into)).toThrow(fault);
  expect(() => reader.read(into)).toThrow(fault);
});

test('a source reads what is in range and fails when it is due', () => {
  const source = failingSource(bytesSource(Uint8Array.of(1, 2, 3)), 2);
  const into = new Uint8Array(2);
  expect([source.size, source.readAt(2, into), into[0], source.readAt(3, into)]).toEqual([
    3, 1, 3, 0,
  ]);
  expect(() => source.readAt(0, into)).toThrow('EIO');
});
