import { gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Compressor } from '../../../native-free-parsers/payload/compressor.ts';
import { decodePayload } from '../../../src/io/decode/decode-payload.ts';
import { readerOf } from '../../../src/io/package-input.ts';
import { PayloadStreams } from '../../../src/package/facts/payload-streams.ts';
import { joined, sampleContent, skippableFrame, tool } from '../../io/decode/payloads.ts';
import { bytesSource } from '../../support/bytes-source.ts';

const CONTENT = sampleContent(50_000);
/** What comes before the payload. */
const HEAD = 1000;

async function streamsOf(compressor: Compressor, payload: Uint8Array) {
  const source = bytesSource(joined(new Uint8Array(HEAD), payload));
  const streams = new PayloadStreams(source, HEAD);
  await decodePayload({
    compressor,
    input: readerOf(source, HEAD),
    payloadOffset: HEAD,
    sink: () => 'more',
    onStreamEnd: (end) => streams.endAt(end),
  });
  return { end: streams.end, streams: streams.all() };
}

const xz = (...args: string[]) => tool('xz', [...args, '-c'], CONTENT)!;

test('gzip members follow one another, and what follows them is none', async () => {
  const [first, second] = [gzipSync(CONTENT), gzipSync(CONTENT, { level: 1 })];
  const end = HEAD + first.length + second.length;
  expect(await streamsOf('gzip', joined(first, second, Buffer.from('garbage')))).toEqual({
    end,
    streams: [
      { offset: HEAD, length: first.length, windowSize: 32768 },
      { offset: HEAD + first.length, length: second.length, windowSize: 32768 },
    ],
  });
});

test('a stream that is cut short has no length', async () => {
  const payload = gzipSync(CONTENT).subarray(0, -9);
  expect(await streamsOf('gzip', payload)).toEqual({
    end: undefined,
    streams: [{ offset: HEAD, length: undefined, windowSize: 32768 }],
  });
});

test('zstd frames, skippable ones included', async () => {
  const frame = zstdCompressSync(CONTENT);
  const skippable = skippableFrame(Buffer.from('skip me'));
  const { end, streams } = await streamsOf('zstd', joined(skippable, frame));
  expect(end).toBe(HEAD + skippable.length + frame.length);
  expect(streams).toMatchObject([
    { offset: HEAD, length: skippable.length, windowSize: undefined },
    { offset: HEAD + skippable.length, length: frame.length },
  ]);
  expect(streams[1]!.windowSize).toBeGreaterThanOrEqual(1024);
});

test('a second xz stream is named although nobody decodes it, behind padding too', async () => {
  const first = xz('-6');
  const expected = [
    { offset: HEAD, length: first.length, windowSize: 8 * 1024 * 1024 },
    { offset: HEAD + first.length + 8, length: undefined, windowSize: 256 * 1024 },
  ];
  expect(await streamsOf('xz', joined(first, new Uint8Array(8), xz('-0')))).toEqual({
    end: HEAD + first.length,
    streams: expected,
  });
});

test('an .lzma stream has its dictionary for a window', async () => {
  const payload = xz('--format=lzma', '--lzma1=dict=1MiB');
  expect((await streamsOf('lzma', payload)).streams).toEqual([
    { offset: HEAD, length: payload.length, windowSize: 1024 * 1024 },
  ]);
});

test('bzip2 says nothing of a window', async () => {
  const payload = tool('bzip2', ['-c'], CONTENT)!;
  expect((await streamsOf('bzip2', joined(payload, payload))).streams).toEqual([
    { offset: HEAD, length: payload.length, windowSize: undefined },
    { offset: HEAD + payload.length, length: undefined, windowSize: undefined },
  ]);
});

test('what is not compressed has no streams', async () => {
  expect(await streamsOf('none', Buffer.from('07070100'))).toEqual({
    end: undefined,
    streams: [],
  });
});

test('of very many streams the first are kept, and where the last one ends', async () => {
  const empty = gzipSync('');
  const payload = joined(...Array.from({ length: 1500 }, () => empty));
  const { end, streams } = await streamsOf('gzip', payload);
  expect(end).toBe(HEAD + payload.length);
  expect(streams).toHaveLength(1000);
});
