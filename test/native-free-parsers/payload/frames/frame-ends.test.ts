/** Where frames end and which flags they may have: what a mutated constant would get wrong. */
import { spawnSync } from 'node:child_process';
import { constants, crc32, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { FrameWalker } from '../../../../native-free-parsers/payload/frames/frame-walker.ts';
import { parseGzipMemberHeader } from '../../../../native-free-parsers/payload/frames/gzip.ts';
import {
  parseXzStreamHeader,
  XZ_FILTER_LZMA2,
} from '../../../../native-free-parsers/payload/frames/xz.ts';
import { xzStreamWalker } from '../../../../native-free-parsers/payload/frames/xz-stream-walker.ts';
import { zstdFrameWalker } from '../../../../native-free-parsers/payload/frames/zstd-frame-walker.ts';

const CONTENT = Buffer.from('copy on write '.repeat(20));
const BEHIND = Buffer.from('something else');

function expectEnd(walker: FrameWalker, frame: Uint8Array): void {
  expect(walker.take(Buffer.concat([frame, BEHIND]))).toBe(frame.length);
  expect(walker.ended).toBe(true);
}

test.each([0, 1])('a zstd frame with checksum flag %i', (flag) => {
  const params = { [constants.ZSTD_c_checksumFlag]: flag };
  expectEnd(zstdFrameWalker(0), zstdCompressSync(CONTENT, { params }));
});

describe.each(['none', 'crc32', 'crc64', 'sha256'])('an xz stream with check %s', (check) => {
  test.each([['one block'], ['many blocks', '--block-size=64']])('of %s', (_what, ...options) => {
    const run = spawnSync('xz', [`--check=${check}`, ...options, '-c'], { input: CONTENT });
    expect(run.status).toBe(0);
    const ids: number[] = [];
    const observer = {
      seeStream() {},
      seeBlock: ({ filters }: { filters: readonly { id: number }[] }) => {
        ids.push(...filters.map(({ id }) => id));
      },
    };
    expectEnd(xzStreamWalker(0, observer), run.stdout);
    expect(new Set(ids)).toEqual(new Set([XZ_FILTER_LZMA2]));
  });
});

/** A stream header with these flags and the right CRC-32. */
function xzHeader(first: number, second: number): Uint8Array {
  const header = Buffer.from('fd377a585a00000000000000', 'hex');
  header.set([first, second], 6);
  header.writeUInt32LE(crc32(header.subarray(6, 8)), 8);
  return header;
}

/** xz-file-format 2.1.1.2: the size of the check field, reserved ones included. */
test.each([
  ...[
    [0, 0],
    [1, 4],
    [2, 4],
    [3, 4],
    [4, 8],
    [5, 8],
    [6, 8],
    [7, 16],
    [8, 16],
    [9, 16],
  ],
  ...[
    [10, 32],
    [11, 32],
    [12, 32],
    [13, 64],
    [14, 64],
    [15, 64],
  ],
])('xz check %i has %i bytes', (check, checkLength) => {
  const parse = parseXzStreamHeader(xzHeader(0, check!), 0);
  expect(parse).toMatchObject({ kind: 'parsed', header: { check, checkLength } });
});

test.each([
  ['first', 1, 4, '0104'],
  ['second', 0, 16, '0010'],
])('a reserved bit of the %s flag of an xz stream', (_which, first, second, found) => {
  expect(() => parseXzStreamHeader(xzHeader(first, second), 50)).toThrow(
    expect.objectContaining({ code: 'BAD_VALUE', offset: 56, found }),
  );
});

test('what is no xz is shown', () => {
  expect(() => parseXzStreamHeader(Buffer.from('000102030405060708090a0b', 'hex'), 7)).toThrow(
    expect.objectContaining({ code: 'BAD_MAGIC', offset: 7, found: '000102030405' }),
  );
});

/** RFC 1952: bit 0 says that it is probably text, which changes nothing. */
test('a gzip header that says it is text, with and without a CRC', () => {
  const text = Uint8Array.from([0x1f, 0x8b, 8, 1, 0, 0, 0, 0, 0, 3]);
  expect(parseGzipMemberHeader(text, 0)).toMatchObject({ kind: 'parsed', length: 10 });
  const both = Uint8Array.from([...text.with(3, 2), 0, 0]);
  new DataView(both.buffer).setUint16(10, crc32(both.subarray(0, 10)) & 0xffff, true);
  expect(parseGzipMemberHeader(both, 0)).toMatchObject({ kind: 'parsed', length: 12 });
});
