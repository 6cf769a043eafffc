import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { oneByteReader } from '../../support/split-reader.ts';
import { sameBytes } from '../scratch.ts';
import { decoded, joined, sampleContent } from './payloads.ts';

const A = sampleContent(40_000);
const B = sampleContent(30_000);
const member = (content: Uint8Array) => Uint8Array.from(gzipSync(content));

test('members are read through', async () => {
  const input = joined(member(A), member(new Uint8Array(0)), member(B));
  for (const reader of [input, oneByteReader(input)]) {
    const { output, summary } = await decoded('gzip', reader);
    expect(summary).toMatchObject({ route: 'node:zlib', ended: 'stream-end' });
    expect(sameBytes(output, joined(A, B))).toBe(true);
  }
});

test.each([
  ['zeros', new Uint8Array(700)],
  ['text', Buffer.from('no member')],
  ['half a magic', Uint8Array.of(0x1f)],
  ['zeros and then a member', joined(new Uint8Array(5), member(B))],
])('what follows the last member is ignored: %s', async (_, rest) => {
  const { output, summary } = await decoded('gzip', joined(member(A), rest));
  expect(summary?.ended).toBe('stream-end');
  expect(sameBytes(output, A)).toBe(true);
});

test.each([
  ['cpio', Buffer.from('070701 and so on')],
  ['one byte, even of the magic', Uint8Array.of(0x1f)],
  ['nothing', new Uint8Array(0)],
])('what does not start like gzip is taken as it is: %s', async (_, bytes) => {
  const { output, summary } = await decoded('gzip', Uint8Array.from(bytes));
  expect(summary).toMatchObject({ route: 'plain', ended: 'input-end' });
  expect(output).toEqual(Uint8Array.from(bytes));
});

test('a member whose CRC-32 or length is wrong is corrupt, and its last chunk is kept back', async () => {
  for (const fromEnd of [8, 4]) {
    const input = joined(member(B), member(A));
    input[input.length - fromEnd]! ^= 1;
    const { output, error } = await decoded('gzip', input);
    expect(error).toMatchObject({ code: 'CORRUPT', offset: input.length - 8 });
    expect(sameBytes(output, B)).toBe(true);
  }
});

test('a broken header of a later member is corrupt', async () => {
  const input = joined(member(A), Uint8Array.of(0x1f, 0x8b, 7, 0, 0, 0, 0, 0, 0, 0));
  const { output, error } = await decoded('gzip', input);
  expect(error).toMatchObject({ code: 'CORRUPT', offset: member(A).length + 2 });
  expect(sameBytes(output, A)).toBe(true);
});

test('a header that does not end is refused instead of kept', async () => {
  const start = Uint8Array.of(0x1f, 0x8b, 8, 0x08, 0, 0, 0, 0, 0, 3);
  const { error } = await decoded('gzip', joined(start, new Uint8Array(3_000_000).fill(65)));
  expect(error).toMatchObject({ code: 'CORRUPT', offset: 0 });
});
