/**
 * Reads one section of an extents file front to back.
 *
 * Policy: knows its absolute offset and where the section must end; a field that would reach past
 * that is refused before anything is allocated for it. Reads what is asked for and no byte more.
 */

import type { ByteSource } from '../bytes/byte-source.ts';
import { FormatError, type Section } from '../bytes/format-error.ts';
import { readUint64, viewOf } from './little-endian.ts';

/** Every method names the field it reads, for the error. */
export interface SectionReader {
  /** Absolute offset of the next field. */
  readonly position: number;
  int32(field: string): number;
  uint32(field: string): number;
  /** Throws OUT_OF_RANGE above 2^53 - 1. */
  uint64(field: string): number;
  /** The next `length` bytes, in an array of their own. */
  bytes(length: number, field: string): Uint8Array;
}

/** Reads bytes [start, end) of the source; both are absolute offsets. */
export function sectionReader(
  source: ByteSource,
  section: Section,
  start: number,
  end: number,
): SectionReader {
  const limit = Math.min(end, source.size);
  let position = start;

  const bytes = (length: number, field: string): Uint8Array => {
    const left = Math.max(0, limit - position);
    if (length > left) throw truncated(length, left, field);
    const into = new Uint8Array(length);
    const got = source.readAt(position, into);
    if (got < length) throw truncated(length, got, field);
    position += length;
    return into;
  };

  const truncated = (length: number, left: number, field: string): FormatError =>
    new FormatError({
      code: 'TRUNCATED',
      section,
      offset: position,
      expected: `${length} bytes of ${field}`,
      found: `${left} bytes before the end of the section`,
    });

  return {
    get position() {
      return position;
    },
    int32: (field) => viewOf(bytes(4, field)).getInt32(0, true),
    uint32: (field) => viewOf(bytes(4, field)).getUint32(0, true),
    uint64(field) {
      const offset = position;
      const view = viewOf(bytes(8, field));
      const value = readUint64(view, 0);
      if (value !== undefined) return value;
      throw new FormatError({
        code: 'OUT_OF_RANGE',
        section,
        offset,
        expected: `${field} of at most 2^53 - 1`,
        found: `${view.getBigUint64(0, true)}`,
      });
    },
    bytes,
  };
}
