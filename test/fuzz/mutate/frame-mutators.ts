/**
 * Changes to compressed data that keep its checksums true, so that what stands behind them is read.
 * Source: xz-file-format 1.2; RFC 1952; RFC 8878.
 */
import { crc32 } from 'node:zlib';
import type { SeededRandom } from '../../support/seeded-random.ts';
import type { InputMutator } from '../fuzz-target.ts';
import { joined } from './byte-mutators.ts';
import { pick } from './pick.ts';
import { viewOf } from './raw-package.ts';

const XZ_STREAM_HEADER = 12;
const XZ_FOOTER = 12;

/** Flags of the stream header, with their CRC-32. */
const xzStreamFlags: InputMutator = (input, random) => {
  if (input.length < XZ_STREAM_HEADER) return undefined;
  const changed = Uint8Array.from(input);
  changed[pick(random, [6, 7])] = random() < 0.8 ? random.between(0, 15) : random.between(0, 255);
  viewOf(changed).setUint32(8, crc32(changed.subarray(6, 8)), true);
  return changed;
};

/** A byte of the first block header, with its CRC-32: sizes, filters, dictionary. */
const xzBlockHeader: InputMutator = (input, random) => {
  const length = (input[XZ_STREAM_HEADER] ?? 0) * 4 + 4;
  const end = XZ_STREAM_HEADER + length;
  if (length < 8 || end > input.length) return undefined;
  const changed = Uint8Array.from(input);
  const at = random.between(XZ_STREAM_HEADER + 1, end - 5);
  changed[at] = random() < 0.5 ? random.between(0, 41) : random.between(0, 255);
  const fields = changed.subarray(XZ_STREAM_HEADER, end - 4);
  viewOf(changed).setUint32(end - 4, crc32(fields), true);
  return changed;
};

/** A byte of the index, with its CRC-32 and that of the footer. */
const xzIndex: InputMutator = (input, random) => {
  if (input.length < XZ_FOOTER + 8) return undefined;
  const changed = Uint8Array.from(input);
  const view = viewOf(changed);
  const footer = input.length - XZ_FOOTER;
  const indexAt = footer - (view.getUint32(footer + 4, true) + 1) * 4;
  if (indexAt < 0) return undefined;
  changed[random.between(indexAt, footer - 5)] = random.between(0, 255);
  view.setUint32(footer - 4, crc32(changed.subarray(indexAt, footer - 4)), true);
  return changed;
};

const zstdBlockSize: InputMutator = (input, random) => {
  const at = zstdFirstBlock(input);
  if (at === undefined) return undefined;
  const changed = Uint8Array.from(input);
  const size = pick(random, [
    0,
    1,
    2,
    1000,
    128 * 1024 - 1,
    128 * 1024,
    128 * 1024 + 1,
    2 ** 21 - 1,
  ]);
  const word = (size << 3) | (random.between(0, 3) << 1) | random.between(0, 1);
  changed.set([word & 0xff, (word >> 8) & 0xff, (word >> 16) & 0xff], at);
  return changed;
};

/** Window and content size, as a frame descriptor has them. */
const zstdFrameHeader: InputMutator = (input, random) => {
  if (input.length < 6) return undefined;
  const changed = Uint8Array.from(input);
  changed[4] = random.between(0, 255);
  changed[5] = random() < 0.5 ? random.between(0, 23) << 3 : random.between(0, 255);
  return changed;
};

const zstdSkippable: InputMutator = (input, random) => {
  const content = random.bytes(random.between(0, 20));
  const header = Buffer.alloc(8);
  header.writeUInt32LE(0x184d2a50 + random.between(0, 15), 0);
  header.writeUInt32LE(random() < 0.7 ? content.length : random.between(0, 0xffffffff), 4);
  const frame = joined(header, content);
  return random() < 0.5 ? joined(frame, input) : joined(input, frame);
};

/** Flags of the member header: other fields begin to count. */
const gzipFlags: InputMutator = (input, random) => {
  if (input.length < 10) return undefined;
  const changed = Uint8Array.from(input);
  changed[3] = random.between(0, 255);
  return changed;
};

/** Twice: streams may follow one another. */
const again: InputMutator = (input, random, others) => joined(input, pick(random, others));

const padded: InputMutator = (input, random: SeededRandom) =>
  joined(input, new Uint8Array(random.between(1, 12)));

export const FRAME_MUTATORS = {
  xz: [xzStreamFlags, xzBlockHeader, xzBlockHeader, xzIndex, again, padded],
  zstd: [zstdBlockSize, zstdFrameHeader, zstdSkippable, again],
  gzip: [gzipFlags, again, padded],
  others: [again, padded],
} as const satisfies Record<string, readonly InputMutator[]>;

/** Behind a frame header of the usual kinds. */
function zstdFirstBlock(input: Uint8Array): number | undefined {
  const descriptor = input[4];
  if (descriptor === undefined) return undefined;
  const single = (descriptor & 0x20) !== 0;
  const sizes = [single ? 1 : 0, 2, 4, 8][descriptor >> 6]!;
  const at = 5 + (single ? 0 : 1) + [0, 1, 2, 4][descriptor & 3]! + sizes;
  return at + 3 <= input.length ? at : undefined;
}
