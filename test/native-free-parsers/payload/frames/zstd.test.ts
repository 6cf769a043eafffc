import { compress } from '@mongodb-js/zstd';
import { expect, test } from 'vitest';
import { fromHex } from '../../../../native-free-parsers/bytes/hex.ts';
import {
  parseZstdBlockHeader,
  parseZstdFrameHeader,
} from '../../../../native-free-parsers/payload/frames/zstd.ts';
import { zstdFrameWalker } from '../../../../native-free-parsers/payload/frames/zstd-frame-walker.ts';
import { seededRandom } from '../../../support/seeded-random.ts';
import { growing } from './grow.ts';

test.each([
  [
    'as rpm writes it: window only',
    '28b52ffd0058',
    { windowSize: 2 ** 21, contentSize: undefined, hasChecksum: false, dictionaryId: undefined },
  ],
  [
    'a window between two powers',
    '28b52ffd0459',
    { windowSize: 2 ** 21 + 2 ** 18, hasChecksum: true },
  ],
  ['a single segment of one byte size', '28b52ffd20ff', { windowSize: 255, contentSize: 255 }],
  ['two bytes of size start at 256', '28b52ffd600000', { windowSize: 256, contentSize: 256 }],
  ['four bytes of size', '28b52ffda000000080', { windowSize: 2 ** 31, contentSize: 2 ** 31 }],
  ['eight bytes of size', '28b52ffde00000000001000000', { contentSize: 2 ** 32 }],
  ['a dictionary of one byte', '28b52ffd0158ab', { dictionaryId: 0xab }],
  ['a dictionary of two bytes', '28b52ffd0258abcd', { dictionaryId: 0xcdab }],
  ['a dictionary of four bytes', '28b52ffd035801020384', { dictionaryId: 0x84030201 }],
])('%s', (_, hex, fields) => {
  const bytes = fromHex(hex)!;
  const { header, length } = growing(parseZstdFrameHeader, bytes);
  expect(length).toBe(bytes.length);
  expect(header).toMatchObject({ kind: 'data', ...fields });
});

test('a skippable frame says how much to skip', () => {
  const { header, length } = growing(parseZstdFrameHeader, fromHex('572a4d1800000001')!);
  expect(header).toEqual({ kind: 'skippable', contentLength: 2 ** 24 });
  expect(length).toBe(8);
});

test.each([
  ['BAD_MAGIC', '28b52ffe0058', 0],
  ['BAD_VALUE', '28b52ffd0858', 4],
  ['OUT_OF_RANGE', '28b52ffde000000000000000ff', 5],
])('%s: %s', (code, hex, where) => {
  expect(() => parseZstdFrameHeader(fromHex(hex)!, 10)).toThrow(
    expect.objectContaining({ code, offset: 10 + where }),
  );
});

test.each([
  ['a raw block', '280000', { last: false, type: 'raw', size: 5, storedLength: 5 }],
  ['the last one, empty', '010000', { last: true, type: 'raw', size: 0, storedLength: 0 }],
  ['a run', '028000', { last: false, type: 'rle', size: 4096, storedLength: 1 }],
  [
    'a compressed block',
    '050010',
    { last: true, type: 'compressed', size: 131_072, storedLength: 131_072 },
  ],
])('%s', (_, hex, header) => {
  expect(growing(parseZstdBlockHeader, fromHex(hex)!).header).toEqual(header);
});

test.each(['060000', '0c0010'])('the block header %s is corrupt', (hex) => {
  expect(() => parseZstdBlockHeader(fromHex(hex)!, 5)).toThrow(
    expect.objectContaining({ code: 'CORRUPT', offset: 5 }),
  );
});

test('the walker takes exactly one frame, however it is cut', async () => {
  const content = seededRandom(1).bytes(300_000);
  const frame = Uint8Array.from(await compress(Buffer.from(content)));
  const bytes = Uint8Array.from([...frame, ...frame]);
  const random = seededRandom(2);
  for (let i = 0; i < 20; i++) {
    const walker = zstdFrameWalker(0);
    let taken = 0;
    let shown = 0;
    while (!walker.ended) {
      shown = Math.max(shown, taken) + random.between(1, i < 2 ? 3 : 100_000);
      taken += walker.take(bytes.subarray(taken, shown));
    }
    expect(taken).toBe(frame.length);
    expect(walker.take(bytes.subarray(taken))).toBe(0);
  }
});

test('the walker takes what stands before a broken header, and refuses it then', () => {
  const bytes = fromHex('28b52ffd0058 280000 6162636465 060000'.replaceAll(' ', ''))!;
  const walker = zstdFrameWalker(100);
  expect(walker.take(bytes)).toBe(14);
  expect(() => walker.take(bytes.subarray(14))).toThrow(
    expect.objectContaining({ code: 'CORRUPT', offset: 114 }),
  );
});
