/**
 * The 16 bytes before a header's index: magic, number of entries, length of the data.
 * Source: rpm docs/manual/format_header.md; lib/header.c hdrblobRead for order and messages.
 */
import { FormatError } from '../bytes/format-error.ts';
import { toHex } from '../bytes/hex.ts';
import { type HeaderKind, MAX_DATA, MAX_ENTRIES, MAX_HEADER_SIZE } from './limits.ts';
import { rpmPrefix, sectionOf } from './section.ts';

/** Bytes in an intro. */
export const INTRO_SIZE = 16;
/** Bytes in an index entry. */
export const ENTRY_SIZE = 16;

const MAGIC = [0x8e, 0xad, 0xe8, 0x01, 0, 0, 0, 0];

export interface Intro {
  /** Number of index entries (rpm's `il`). */
  readonly entryCount: number;
  /** Bytes of data behind the index (rpm's `dl`). */
  readonly dataLength: number;
}

/**
 * Reads and bounds an intro.
 * @param bytes the 16 bytes, and whatever follows them.
 * @param offset where they stand in the file.
 * @throws FormatError BAD_MAGIC, OUT_OF_RANGE.
 */
export function parseIntro(bytes: Uint8Array, kind: HeaderKind, offset: number): Intro {
  const section = sectionOf(kind);
  const prefix = rpmPrefix(kind);
  if (bytes.length < INTRO_SIZE) {
    throw new FormatError({
      code: 'TRUNCATED',
      section,
      offset: offset + bytes.length,
      expected: `${INTRO_SIZE} bytes of header intro`,
      found: `${bytes.length}`,
      rpmSays: `${prefix}hdr size(${INTRO_SIZE}): BAD, read returned ${bytes.length}`,
    });
  }
  if (!hasMagicAt(bytes, 0)) {
    throw new FormatError({
      code: 'BAD_MAGIC',
      section,
      offset,
      expected: 'the header magic 8eade80100000000',
      found: toHex(bytes.subarray(0, 8)),
      rpmSays: `${prefix}hdr magic: BAD`,
    });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, INTRO_SIZE);
  const entryCount = view.getUint32(8);
  const dataLength = view.getUint32(12);
  if (entryCount > MAX_ENTRIES[kind]) {
    throw new FormatError({
      code: 'OUT_OF_RANGE',
      defect: 'tag-count',
      section,
      offset: offset + 8,
      expected: `at most ${MAX_ENTRIES[kind]} index entries`,
      found: `${entryCount}`,
      rpmSays: `${prefix}hdr tags: BAD, no. of tags(${entryCount}) out of range`,
    });
  }
  if (dataLength > MAX_DATA[kind]) {
    throw new FormatError({
      code: 'OUT_OF_RANGE',
      defect: 'data-size',
      section,
      offset: offset + 12,
      expected: `at most ${MAX_DATA[kind]} bytes of data`,
      found: `${dataLength}`,
      rpmSays: `${prefix}hdr data: BAD, no. of bytes(${dataLength}) out of range`,
    });
  }
  if (8 + ENTRY_SIZE * entryCount + dataLength >= MAX_HEADER_SIZE) {
    throw new FormatError({
      code: 'OUT_OF_RANGE',
      section,
      offset: offset + 8,
      expected: `a header below ${MAX_HEADER_SIZE} bytes`,
      found: `${entryCount} entries and ${dataLength} bytes of data`,
      rpmSays: `${prefix}blob size(${8 + ENTRY_SIZE * entryCount + dataLength}): BAD, 8 + 16 * il(${entryCount}) + dl(${dataLength})`,
    });
  }
  return { entryCount, dataLength };
}

/** Where a header's magic stands first in some bytes; -1 where it does not. */
export function findHeaderMagic(bytes: Uint8Array): number {
  for (let at = 0; at + MAGIC.length <= bytes.length; at++) if (hasMagicAt(bytes, at)) return at;
  return -1;
}

function hasMagicAt(bytes: Uint8Array, at: number): boolean {
  let matching = 0;
  while (matching < MAGIC.length && bytes[at + matching] === MAGIC[matching]) matching++;
  return matching === MAGIC.length;
}

/** Bytes that follow the intro: index and data. */
export function bodySize(intro: Intro): number {
  return ENTRY_SIZE * intro.entryCount + intro.dataLength;
}
