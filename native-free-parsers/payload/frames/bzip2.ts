/**
 * The header of a bzip2 stream: `BZh` and the block size.
 *
 * Policy: reads these four bytes only; blocks are bit-aligned and left to the decoder.
 * Source: libbz2's decompress.c, which refuses the same.
 */
import { FormatError } from '../../bytes/format-error.ts';
import { toHex } from '../../bytes/hex.ts';
import { type FrameParse, needMore, parsed } from './frame-parse.ts';

export interface Bzip2Header {
  /** Bytes of uncompressed data per block at most, 100000 to 900000. */
  readonly blockSize: number;
}

const LENGTH = 4;

/** `offset` is the absolute one of `bytes[0]`. */
export function parseBzip2Header(bytes: Uint8Array, offset: number): FrameParse<Bzip2Header> {
  if (bytes.length < LENGTH) return needMore(LENGTH);
  const level = bytes[3]! - 0x30;
  if (bytes[0] !== 0x42 || bytes[1] !== 0x5a || bytes[2] !== 0x68 || level < 1 || level > 9) {
    throw new FormatError({
      code: 'BAD_MAGIC',
      section: 'payload',
      offset,
      expected: 'BZh1 to BZh9',
      found: toHex(bytes.subarray(0, LENGTH)),
    });
  }
  return parsed({ blockSize: level * 100_000 }, LENGTH);
}
