/**
 * A package of which only the head and the last bytes are here, or only they are read.
 *
 * Policy: a read from the first byte on ends with the head, although the file does not: who reads
 * heads goes on until there is one. Bytes that are not here are read from the file, or are an error.
 */
import type { ByteSource } from '../../../native-free-parsers/bytes/byte-source.ts';
import { mainHeaderEnd } from '../sources/main-header-end.ts';

/** Bytes of the first read: many a head, and a page that the file system reads anyway. */
const FIRST_READ = 8 * 1024;

/** Holds either footer of an extents file. */
const TAIL = 32;

/** More of a file is needed than there is. */
export class MissingBytesError extends Error {
  override readonly name = 'MissingBytesError';
}

export interface KnownHead {
  /** The bytes up to the end of the main header; the first ones where there is none. */
  readonly start: Uint8Array;
  /** Its last 32 bytes; empty where they are not known. */
  readonly tail: Uint8Array;
  /** Bytes of the whole file. */
  readonly size: number;
}

/**
 * Reads of the end, where it is not known, find zeros: no magic stands there. All other bytes that
 * are not here throw MissingBytesError.
 */
export function knownHeadSource({ start, tail, size }: KnownHead): ByteSource {
  const tailOffset = size - tail.length;
  return {
    size,
    readAt(offset, into) {
      const wanted = Math.max(0, Math.min(into.length, size - offset));
      const end = offset + wanted;
      if (wanted === 0) return 0;
      if (offset >= tailOffset) return copy(tail, offset - tailOffset, into, wanted);
      if (offset < start.length) return copy(start, offset, into, wanted);
      if (tail.length === 0 && end === size) {
        into.fill(0, 0, wanted);
        return wanted;
      }
      throw new MissingBytesError(`bytes ${offset} to ${end} are not here`);
    },
  };
}

/** A file of which little is read. */
export interface FrugalSource extends ByteSource, KnownHead {
  /** Whether more than start and tail was read. */
  readonly isReadFurther: boolean;
}

/** A file whose head is read in one go, in as few bytes as that takes, and all else when asked for. */
export function frugalSource(file: ByteSource): FrugalSource {
  const start = readStart(file);
  const tailOffset = Math.max(0, file.size - TAIL);
  const tail = new Uint8Array(file.size - tailOffset);
  file.readAt(tailOffset, tail);
  let isReadFurther = false;
  return {
    start,
    tail,
    get isReadFurther() {
      return isReadFurther;
    },
    size: file.size,
    readAt(offset, into) {
      // The reader of a head asks for more than there is of it, from the first byte on.
      const isHere = offset === 0 || offset + into.length <= start.length;
      if (isHere) return copy(start, offset, into, into.length);
      if (offset >= tailOffset) return copy(tail, offset - tailOffset, into, into.length);
      isReadFurther = true;
      return file.readAt(offset, into);
    },
  };
}

/** From the first byte to the end of the main header, or to where it is clear that there is none. */
function readStart(file: ByteSource): Uint8Array {
  let start = read(file, new Uint8Array(), Math.min(FIRST_READ, file.size));
  for (;;) {
    const head = mainHeaderEnd(start);
    if (head.kind === 'none') return start;
    const needed = Math.min(head.kind === 'known' ? head.end : head.needed, file.size);
    if (start.length >= needed) return start.subarray(0, needed);
    const before = start.length;
    start = read(file, start, needed);
    // It has become shorter.
    if (start.length === before) return start;
  }
}

/** `start` with what comes behind it, up to `length` bytes. */
function read(file: ByteSource, start: Uint8Array, length: number): Uint8Array {
  const grown = new Uint8Array(length);
  grown.set(start);
  const size = file.readAt(start.length, grown.subarray(start.length));
  return grown.subarray(0, start.length + size);
}

function copy(from: Uint8Array, offset: number, into: Uint8Array, most: number): number {
  const part = from.subarray(offset, offset + Math.min(most, into.length));
  into.set(part);
  return part.length;
}
