/**
 * The header of one gzip member (RFC 1952, section 2.3).
 *
 * Policy: reads the header only, neither the deflate data nor the trailer. Accepts and refuses
 * what zlib's inflate() does; texts are given as bytes, because nothing says what they mean.
 */
import { FormatError } from '../../bytes/format-error.ts';
import { toHex } from '../../bytes/hex.ts';
import { crc32 } from './crc32.ts';
import { type FrameParse, needMore, parsed, viewOf } from './frame-parse.ts';

export interface GzipMemberHeader {
  /** Modification time in seconds since 1970, 0 for none. */
  readonly mtime: number;
  /** Extra flags: 2 best compression, 4 fastest. */
  readonly extraFlags: number;
  /** Operating system: 3 Unix, 255 unknown. */
  readonly os: number;
  readonly extra: Uint8Array | undefined;
  /** Without the NUL that ends it. */
  readonly name: Uint8Array | undefined;
  /** Without the NUL that ends it. */
  readonly comment: Uint8Array | undefined;
}

/** CRC-32 and length modulo 2^32 of the uncompressed data, little-endian, after the deflate data. */
export const GZIP_TRAILER_LENGTH = 8;

const FIXED_LENGTH = 10;
const DEFLATE = 8;
const FHCRC = 0x02;
const FEXTRA = 0x04;
const FNAME = 0x08;
const FCOMMENT = 0x10;
const RESERVED = 0xe0;

/** `offset` is the absolute one of `bytes[0]`. */
export function parseGzipMemberHeader(
  bytes: Uint8Array,
  offset: number,
): FrameParse<GzipMemberHeader> {
  if (bytes.length < FIXED_LENGTH) return needMore(FIXED_LENGTH);
  checkFixedPart(bytes, offset);
  const view = viewOf(bytes);
  const flags = bytes[3]!;

  let at = FIXED_LENGTH;
  let extra: Uint8Array | undefined;
  if (flags & FEXTRA) {
    if (bytes.length < at + 2) return needMore(at + 2);
    const length = view.getUint16(at, true);
    at += 2;
    if (bytes.length < at + length) return needMore(at + length);
    extra = bytes.subarray(at, at + length);
    at += length;
  }
  let name: Uint8Array | undefined;
  if (flags & FNAME) {
    name = untilNul(bytes, at);
    if (name === undefined) return needMore(bytes.length + 1);
    at += name.length + 1;
  }
  let comment: Uint8Array | undefined;
  if (flags & FCOMMENT) {
    comment = untilNul(bytes, at);
    if (comment === undefined) return needMore(bytes.length + 1);
    at += comment.length + 1;
  }
  if (flags & FHCRC) {
    if (bytes.length < at + 2) return needMore(at + 2);
    const stored = view.getUint16(at, true);
    const computed = crc32(bytes.subarray(0, at)) & 0xffff;
    if (stored !== computed) {
      throw bad(
        offset + at,
        'CORRUPT',
        `header CRC 0x${computed.toString(16)}`,
        `0x${stored.toString(16)}`,
      );
    }
    at += 2;
  }
  return parsed(
    { mtime: view.getUint32(4, true), extraFlags: bytes[8]!, os: bytes[9]!, extra, name, comment },
    at,
  );
}

function checkFixedPart(bytes: Uint8Array, offset: number): void {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
    throw bad(offset, 'BAD_MAGIC', 'gzip magic 1f8b', toHex(bytes.subarray(0, 2)));
  }
  if (bytes[2] !== DEFLATE) {
    throw bad(offset + 2, 'BAD_VALUE', 'compression method 8 (deflate)', `${bytes[2]}`);
  }
  if (bytes[3]! & RESERVED) {
    throw bad(offset + 3, 'BAD_VALUE', 'reserved flags 0', `flags 0x${bytes[3]!.toString(16)}`);
  }
}

function untilNul(bytes: Uint8Array, from: number): Uint8Array | undefined {
  const end = bytes.indexOf(0, from);
  return end < 0 ? undefined : bytes.subarray(from, end);
}

function bad(
  offset: number,
  code: 'BAD_MAGIC' | 'BAD_VALUE' | 'CORRUPT',
  expected: string,
  found: string,
): FormatError {
  return new FormatError({ code, section: 'payload', offset, expected, found });
}
