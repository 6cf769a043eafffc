/** Buffers that are kept for the next one, and never for two at once. */
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { pump } from '../../src/io/pump.ts';
import { giveBackBuffer, takeBuffer } from '../../src/io/spare-buffer.ts';

test('one that was given back is given out again, to one at a time', () => {
  const first = takeBuffer(4096);
  expect(first).toHaveLength(4096);
  expect(takeBuffer(4096)).not.toBe(first);
  giveBackBuffer(first);
  expect(takeBuffer(8192)).not.toBe(first);
  expect(takeBuffer(4096)).toBe(first);
  expect(takeBuffer(4096)).not.toBe(first);
});

/** Three pieces of one byte value each. */
function readerOf(value: number) {
  let pieces = 3;
  return {
    read(into: Uint8Array) {
      if (pieces-- <= 0) return 0;
      into.fill(value, 0, 10);
      return 10;
    },
  };
}

test('pumps that take turns do not see the bytes of each other', async () => {
  const got = [1, 2, 3].map(async (value) => {
    const bytes: number[] = [];
    let last: Uint8Array = new Uint8Array();
    const write = (chunk: Uint8Array) => {
      last = chunk;
    };
    const breathe = async () => {
      await setImmediate();
      bytes.push(...last);
    };
    await pump(readerOf(value), write, breathe);
    return bytes;
  });
  expect(await Promise.all(got)).toEqual(
    [1, 2, 3].map((value) => Array.from({ length: 30 }, () => value)),
  );
});

test('a pump whose writer fails gives its buffer back', async () => {
  const buffers: ArrayBufferLike[] = [];
  const fails = (chunk: Uint8Array) => {
    buffers.push(chunk.buffer);
    throw new Error('full');
  };
  await expect(pump(readerOf(1), fails)).rejects.toThrow('full');
  await expect(pump(readerOf(1), fails)).rejects.toThrow('full');
  expect(buffers[0]).toBe(buffers[1]);
});
