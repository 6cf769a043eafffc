/**
 * The csum block: length and whole-file digests of the package that was transcoded. librepo compares
 * them with the repository's checksum instead of hashing the file on disk.
 *
 *   uint64 input length, uint32 count, then count times:
 *   uint32 name length, uint32 digest length, name, digest
 *
 * Policy: names and digests are returned as they stand, in their order, repeats included; count and
 * lengths are checked before anything is allocated. Source: rpm2extents of the CoW branches of rpm,
 * librepo checksum.c.
 */

import type { ByteSource } from '../bytes/byte-source.ts';
import { FormatError } from '../bytes/format-error.ts';
import { fromLatin1, toLatin1 } from '../bytes/hex.ts';
import { viewOf, writeUint64 } from './little-endian.ts';
import { type SectionReader, sectionReader } from './section-reader.ts';

export interface InputDigest {
  /** rpm's name of the algorithm, e.g. SHA256. */
  readonly name: string;
  readonly digest: Uint8Array;
}

export interface CsumBlock {
  /** Bytes of the original package. */
  readonly inputLength: number;
  readonly digests: readonly InputDigest[];
}

const HEADER_LENGTH = 12;
const DIGEST_HEADER_LENGTH = 8;

/** One digest for each algorithm named on the transcoder's command line: a handful. */
const MAX_COUNT = 256;
/** Twice and more what any algorithm needs (HAVAL-5-160; SHA512). */
const MAX_NAME_LENGTH = 64;
const MAX_DIGEST_LENGTH = 128;

/** Bytes of the whole section. */
export function csumBlockLength(block: CsumBlock): number {
  return block.digests.reduce(
    (length, { name, digest }) => length + DIGEST_HEADER_LENGTH + name.length + digest.length,
    HEADER_LENGTH,
  );
}

/** Reads the block that begins at `start` and must end by `end` (absolute offsets). */
export function parseCsumBlock(source: ByteSource, start: number, end: number): CsumBlock {
  const reader = sectionReader(source, 'csum', start, end);
  const inputLength = reader.uint64('input length');
  const count = boundedUint32(reader, 'digest count', MAX_COUNT);
  const digests = Array.from({ length: count }, () => {
    const nameLength = boundedUint32(reader, 'name length', MAX_NAME_LENGTH);
    const digestLength = boundedUint32(reader, 'digest length', MAX_DIGEST_LENGTH);
    const name = toLatin1(reader.bytes(nameLength, 'algorithm name'));
    return { name, digest: reader.bytes(digestLength, 'digest') };
  });
  return { inputLength, digests };
}

/** The section's bytes. */
export function encodeCsumBlock(block: CsumBlock): Uint8Array {
  const bytes = new Uint8Array(csumBlockLength(block));
  const view = viewOf(bytes);
  writeUint64(view, 0, block.inputLength);
  view.setUint32(8, block.digests.length, true);
  let at = HEADER_LENGTH;
  for (const { name, digest } of block.digests) {
    view.setUint32(at, name.length, true);
    view.setUint32(at + 4, digest.length, true);
    bytes.set(fromLatin1(name), at + DIGEST_HEADER_LENGTH);
    bytes.set(digest, at + DIGEST_HEADER_LENGTH + name.length);
    at += DIGEST_HEADER_LENGTH + name.length + digest.length;
  }
  return bytes;
}

function boundedUint32(reader: SectionReader, field: string, most: number): number {
  const offset = reader.position;
  const value = reader.uint32(field);
  if (value <= most) return value;
  throw new FormatError({
    code: 'OUT_OF_RANGE',
    section: 'csum',
    offset,
    expected: `${field} of at most ${most}`,
    found: `${value}`,
  });
}
