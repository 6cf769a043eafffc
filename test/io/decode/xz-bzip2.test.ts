import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../support/seeded-random.ts';
import { oneByteReader } from '../../support/split-reader.ts';
import { sameBytes } from '../scratch.ts';
import { decoded, joined, sampleContent, tool } from './payloads.ts';

const A = sampleContent(150_000);
const B = sampleContent(5000);
const xz = (content: Uint8Array, ...args: string[]) => tool('xz', [...args, '-c'], content);
const bzip2 = (content: Uint8Array) => tool('bzip2', ['-1', '-c'], content);

const xzA = xz(A);
const lzmaA = xz(A, '--format=lzma');
const bzip2A = bzip2(A);

describe.runIf(xzA && lzmaA)('xz and lzma', () => {
  test.each([false, true])(
    'only the first xz stream is read (native-free: %s)',
    async (nativeFree) => {
      for (const rest of [
        xzA!,
        new Uint8Array(8),
        Buffer.from('garbage'),
        seededRandom(1).bytes(3),
      ]) {
        const input = joined(xzA!, rest);
        for (const reader of [input, oneByteReader(input)]) {
          const { output, summary, error } = await decoded('xz', reader, { nativeFree });
          expect(error).toBeUndefined();
          expect(summary?.ended).toBe('stream-end');
          expect(sameBytes(output, A)).toBe(true);
        }
      }
    },
  );

  test('either name reads either format', async () => {
    expect(sameBytes((await decoded('lzma', xzA!)).output, A)).toBe(true);
    expect(sameBytes((await decoded('xz', lzmaA!)).output, A)).toBe(true);
  });

  test.each([false, true])(
    'more than 100 MiB of memory is refused (native-free: %s)',
    async (nativeFree) => {
      const input = xz(B, '--lzma2=dict=128MiB')!;
      const { output, error } = await decoded('xz', input, { nativeFree });
      expect(error).toMatchObject({ code: 'CORRUPT', found: expect.stringContaining('104857600') });
      expect(output).toHaveLength(0);
    },
  );

  test('96 MiB are within the limit, but not of the native-free route', async () => {
    const input = xz(B, '--lzma2=dict=96MiB')!;
    expect((await decoded('xz', input)).output).toEqual(B);
    const { error } = await decoded('xz', input, { nativeFree: true });
    expect(String(error)).toContain('64 MiB');
  });

  test.each([false, true])('neither format is an error (native-free: %s)', async (nativeFree) => {
    for (const text of ['070701 plain cpio data', '\x1f\x8b\x08 gzip data 1234567890']) {
      const { error } = await decoded('xz', Buffer.from(text, 'latin1'), { nativeFree });
      expect(error).toMatchObject({ code: 'CORRUPT' });
    }
  });

  test('a broken end is an error, but not before the sink has it all', async () => {
    const input = xzA!.slice();
    input[input.length - 1]! ^= 1;
    const all = await decoded('xz', input);
    expect(all.error).toMatchObject({ code: 'CORRUPT' });
    expect(sameBytes(all.output, A)).toBe(true);
    const { output, error } = await decoded('xz', input, { nativeFree: true });
    expect(error).toMatchObject({ code: 'CORRUPT' });
    expect(sameBytes(output, A.subarray(0, output.length))).toBe(true);
  });

  test('a stream left early does not keep the next one waiting', async () => {
    const nativeFree = true;
    await decoded('xz', xzA!, { nativeFree, sink: () => 'enough' });
    await decoded('xz', xzA!.subarray(0, 500), { nativeFree });
    const { output } = await decoded('xz', xzA!, { nativeFree });
    expect(sameBytes(output, A)).toBe(true);
  });
});

describe.runIf(bzip2A)('bzip2', () => {
  test('only the first stream is read', async () => {
    for (const rest of [bzip2A!, Buffer.from('garbage')]) {
      const { output, summary } = await decoded('bzip2', joined(bzip2A!, rest));
      expect(summary).toMatchObject({
        ended: 'stream-end',
        route: expect.stringMatching(/^libbz2/),
      });
      expect(sameBytes(output, A)).toBe(true);
    }
  });

  test('a wrong check makes the last byte of its block fail, as it does in rpm', async () => {
    const one = bzip2(B)!;
    one[10]! ^= 1;
    for (const reader of [one, oneByteReader(one)]) {
      const { output, error } = await decoded('bzip2', reader);
      expect(error).toMatchObject({ code: 'CORRUPT' });
      expect(output).toEqual(B.subarray(0, -1));
    }
  });

  test('another format is an error', async () => {
    const { error } = await decoded('bzip2', Buffer.from('070701 plain cpio'));
    expect(error).toMatchObject({ code: 'CORRUPT', found: 'no bzip2 magic' });
  });
});
