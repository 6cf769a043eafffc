import { compress } from '@mongodb-js/zstd';
import { describe, expect, test } from 'vitest';
import { oneByteReader } from '../../support/split-reader.ts';
import { sameBytes } from '../scratch.ts';
import { decoded, joined, sampleContent, skippableFrame, tool } from './payloads.ts';

const A = sampleContent(400_000);
const B = sampleContent(5000);
const frame = async (content: Uint8Array) => Uint8Array.from(await compress(Buffer.from(content)));
const [frameA, frameB] = await Promise.all([frame(A), frame(B)]);
const skipped = skippableFrame(Buffer.from('not content'));

const ROUTES = [
  { name: 'libzstd', options: {}, route: 'libzstd.so.1' },
  { name: 'streaming', options: { nativeFree: true }, route: 'node:zlib' },
  {
    name: 'one call',
    options: { nativeFree: true, declaredSize: A.length },
    route: '@mongodb-js/zstd',
  },
];

describe.each(ROUTES)('$name', ({ options, route }) => {
  test('frames and skippable frames are read through', async () => {
    const input = joined(skipped, frameA, skipped, frameB, frameA, skipped);
    for (const reader of [input, oneByteReader(input)]) {
      const { output, summary } = await decoded('zstd', reader, options);
      expect(summary).toMatchObject({ route, ended: 'stream-end' });
      expect(sameBytes(output, joined(A, B, A))).toBe(true);
    }
  });

  test('what follows a frame and is none is an error, but not before the sink has it all', async () => {
    const input = joined(frameA, Buffer.from('garbage'));
    const all = await decoded('zstd', input, options);
    expect(all.error).toMatchObject({ code: 'CORRUPT', offset: frameA.length });
    expect(sameBytes(all.output, A)).toBe(true);

    let left = A.length;
    const { summary } = await decoded('zstd', input, {
      ...options,
      sink: (chunk) => {
        left -= chunk.length;
        return left === 0 ? 'enough' : 'more';
      },
    });
    expect(summary).toMatchObject({ ended: 'enough', bytesOut: A.length });
  });

  test('no input is a short read', async () => {
    const { summary } = await decoded('zstd', new Uint8Array(0), options);
    expect(summary).toMatchObject({ ended: 'input-end', bytesOut: 0 });
  });

  test('a skippable frame that is cut short is a short read', async () => {
    const { output, summary } = await decoded(
      'zstd',
      joined(frameB, skipped.slice(0, -1)),
      options,
    );
    expect(summary?.ended).toBe('input-end');
    expect(output).toEqual(B);
  });

  test('a window of more than 2^27 bytes is refused', async () => {
    const header = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, (18 << 3) | 0, 1, 0, 0);
    const { error } = await decoded('zstd', header, options);
    expect(error).toMatchObject({ code: 'CORRUPT' });
  });
});

test('blocks that would expand past the bound are never decoded in one call', async () => {
  const zeros = new Uint8Array(40 * 1024 * 1024);
  const input = await frame(zeros);
  const { output, summary } = await decoded('zstd', input, { nativeFree: true, declaredSize: 10 });
  expect(summary).toMatchObject({ route: 'node:zlib', ended: 'stream-end' });
  expect(sameBytes(output, zeros)).toBe(true);
});

const checked = tool('zstd', ['--check', '-c'], A);

test.runIf(checked)('a wrong checksum makes the last byte fail, as it does in rpm', async () => {
  const input = checked!.slice();
  input[input.length - 1]! ^= 1;
  for (const reader of [input, oneByteReader(input)]) {
    const { output, error } = await decoded('zstd', reader);
    expect(error).toMatchObject({ code: 'CORRUPT' });
    expect(sameBytes(output, A.subarray(0, -1))).toBe(true);
  }
});
