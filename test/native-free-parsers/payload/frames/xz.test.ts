import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { fromHex } from '../../../../native-free-parsers/bytes/hex.ts';
import {
  lzma2DictionarySize,
  parseXzBlockHeader,
  parseXzStreamHeader,
  readXzInteger,
  XZ_STREAM_HEADER_LENGTH,
  type XzBlockHeader,
} from '../../../../native-free-parsers/payload/frames/xz.ts';
import { xzStreamWalker } from '../../../../native-free-parsers/payload/frames/xz-stream-walker.ts';
import { seededRandom } from '../../../support/seeded-random.ts';
import { growing } from './grow.ts';

/** By xz; undefined (said on stderr) where it is not here. */
function xz(content: Uint8Array, ...args: string[]): Uint8Array | undefined {
  const { status, stdout } = spawnSync('xz', [...args, '-c'], { input: content });
  if (status === 0) return Uint8Array.from(stdout);
  console.warn('skipped: xz does not run here');
  return undefined;
}

test.each([
  ['none', 'fd377a585a000000ff12d941', 0, 0],
  ['CRC64', 'fd377a585a000004e6d6b446', 4, 8],
  ['SHA-256', 'fd377a585a00000ae1fb0ca1', 10, 32],
])('the stream header with check %s', (_, hex, check, checkLength) => {
  const { header, length } = growing(parseXzStreamHeader, fromHex(hex)!);
  expect(header).toEqual({ check, checkLength });
  expect(length).toBe(XZ_STREAM_HEADER_LENGTH);
});

test.each([
  ['another magic', 'fd377a585a010004e6d6b446', 'BAD_MAGIC', 0],
  ['a wrong CRC32', 'fd377a585a000004e6d6b447', 'CORRUPT', 8],
  ['a reserved flag', 'fd377a585a00001057cf6cbc', 'CORRUPT', 8],
])('%s is refused', (_, hex, code, where) => {
  expect(() => parseXzStreamHeader(fromHex(hex)!, 50)).toThrow(
    expect.objectContaining({ code, offset: 50 + where }),
  );
});

test.each([
  ['00', 0],
  ['7f', 127],
  ['8001', 128],
  ['ffffffffffffff0f', 2 ** 53 - 1],
])('the integer %s is %d', (hex, value) => {
  expect(growing(readXzInteger, fromHex(hex)!).header).toBe(value);
});

test.each(['8000', '80808080808080808080'])('the integer %s is corrupt', (hex) => {
  expect(() => readXzInteger(fromHex(hex)!, 9)).toThrow(
    expect.objectContaining({ code: 'CORRUPT', offset: 9 }),
  );
});

test.each([
  [0, 4096],
  [1, 6144],
  [22, 8 * 1024 * 1024],
  [40, 2 ** 32 - 1],
  [41, undefined],
])('LZMA2 dictionary code %d means %d bytes', (code, size) => {
  expect(lzma2DictionarySize({ id: 0x21, properties: Uint8Array.of(code) })).toBe(size);
});

const content = seededRandom(3).bytes(200_000);
const samples = {
  'one block': xz(content, '--check=sha256'),
  'many blocks': xz(content, '--block-size=9000', '--check=crc32'),
  'compressible, no check': xz(new Uint8Array(500_000), '--check=none'),
  'a BCJ filter': xz(content, '--x86', '--lzma2'),
  empty: xz(new Uint8Array(0)),
};

describe.each(Object.entries(samples))('the walker over %s', (name, stream) => {
  test.runIf(stream)('takes exactly one stream, however it is cut, and shows its headers', () => {
    const bytes = Uint8Array.from([...stream!, ...stream!]);
    const random = seededRandom(4);
    for (let i = 0; i < 10; i++) {
      const checks: number[] = [];
      const blocks: XzBlockHeader[] = [];
      const walker = xzStreamWalker(0, {
        seeStream: ({ check }) => checks.push(check),
        seeBlock: (header) => blocks.push(header),
      });
      let taken = 0;
      let shown = 0;
      while (!walker.ended) {
        shown = Math.max(shown, taken) + random.between(1, i < 2 ? 3 : 50_000);
        taken += walker.take(bytes.subarray(taken, shown));
      }
      expect(taken).toBe(stream!.length);
      expect(checks).toHaveLength(1);
      expect(blocks).toHaveLength({ 'many blocks': 23, empty: 0 }[name] ?? 1);
      expect(blocks.every(({ filters }) => filters.at(-1)?.id === 0x21)).toBe(true);
      if (name === 'a BCJ filter') expect(blocks[0]?.filters[0]?.id).toBe(4);
    }
  });

  if (stream && name !== 'empty')
    test('every flipped bit of a block header is refused', () => {
      const header = stream!.slice(XZ_STREAM_HEADER_LENGTH);
      const { length } = growing(parseXzBlockHeader, header);
      for (let bit = 8; bit < 8 * length; bit++) {
        const damaged = header.slice();
        damaged[bit >> 3]! ^= 1 << (bit & 7);
        expect(() => parseXzBlockHeader(damaged, 12)).toThrow(
          expect.objectContaining({ code: 'CORRUPT', offset: 12 + length - 4 }),
        );
      }
    });
});
