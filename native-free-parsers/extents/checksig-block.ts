/**
 * The checksig block: what rpm's verification said about the original package.
 *
 *   int32 rc, uint64 length, then that many bytes of text
 *
 * Policy: the text is kept byte for byte (one code point a byte) and not interpreted; it is as true as
 * the transcoder was honest. Source: rpm2extents of the CoW branches of rpm.
 */

import type { ByteSource } from '../bytes/byte-source.ts';
import { FormatError } from '../bytes/format-error.ts';
import { fromLatin1, toLatin1 } from '../bytes/hex.ts';
import { viewOf, writeUint64 } from './little-endian.ts';
import { sectionReader } from './section-reader.ts';

export interface ChecksigBlock {
  /** rpm's rpmRC: 0 is OK, 2 is FAIL. */
  readonly rc: number;
  /** Lines of four blanks, a message and a newline; Latin-1, so that any byte survives. */
  readonly text: string;
}

const HEADER_LENGTH = 12;
/** The reference writes at most 8191 bytes; this leaves room for other writers. */
const MAX_TEXT_LENGTH = 1024 * 1024;

/** Bytes of the whole section. */
export function checksigBlockLength(block: ChecksigBlock): number {
  return HEADER_LENGTH + block.text.length;
}

/** Reads the block that begins at `start` and must end by `end` (absolute offsets). */
export function parseChecksigBlock(source: ByteSource, start: number, end: number): ChecksigBlock {
  const reader = sectionReader(source, 'checksig', start, end);
  const rc = reader.int32('verification result');
  const lengthAt = reader.position;
  const length = reader.uint64('text length');
  if (length > MAX_TEXT_LENGTH) {
    throw new FormatError({
      code: 'OUT_OF_RANGE',
      section: 'checksig',
      offset: lengthAt,
      expected: `a text of at most ${MAX_TEXT_LENGTH} bytes`,
      found: `${length}`,
    });
  }
  return { rc, text: toLatin1(reader.bytes(length, 'text')) };
}

/** The section's bytes. */
export function encodeChecksigBlock(block: ChecksigBlock): Uint8Array {
  const bytes = new Uint8Array(checksigBlockLength(block));
  const view = viewOf(bytes);
  view.setInt32(0, block.rc, true);
  writeUint64(view, 4, block.text.length);
  bytes.set(fromLatin1(block.text), HEADER_LENGTH);
  return bytes;
}
