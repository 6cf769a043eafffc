/**
 * Mutators of single bytes of the main header that make it unreadable. Nothing is sealed again: rpm
 * gives up before it looks at any digest.
 */

import { TAG } from '../writer/tags.ts';

const LEAD_SIZE = 96;
const INTRO_SIZE = 16;
const INDEX_ENTRY_SIZE = 16;
/** Where the fields of intro and index entries are. */
const ENTRY_COUNT = 8;
const DATA_LENGTH = 12;
const TYPE = 4;
const OFFSET = 8;
const COUNT = 12;

/** The version in the magic is 2. */
export function mainMagicVersion2(bytes: Uint8Array): Uint8Array {
  return withMain(bytes, (main) => main.writeUInt8(2, 3));
}

/** One entry more than rpm allows, by the number of entries. */
export function mainTooManyEntries(bytes: Uint8Array): Uint8Array {
  return withMain(bytes, (main) => main.writeUInt32BE(0x10000, ENTRY_COUNT));
}

/** One byte of data more than rpm allows, by the length of the data. */
export function mainTooMuchData(bytes: Uint8Array): Uint8Array {
  return withMain(bytes, (main) => main.writeUInt32BE(0x10000000, DATA_LENGTH));
}

/** The file ends behind the signature header. */
export function mainAbsent(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, mainStart(bytes));
}

/** The file ends in the index of the main header. */
export function mainTruncated(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, mainStart(bytes) + INTRO_SIZE + 100);
}

/** The region's entry has the type of an array of strings. */
export function mainRegionBadType(bytes: Uint8Array): Uint8Array {
  return withMain(bytes, (main) => main.writeUInt32BE(8, INTRO_SIZE + TYPE));
}

/** The region's trailer would be behind the data. */
export function mainRegionOffsetOutside(bytes: Uint8Array): Uint8Array {
  return withMain(bytes, (main) => main.writeUInt32BE(999_999, INTRO_SIZE + OFFSET));
}

/** A 32-bit number starts at an odd offset. */
export function mainEntryMisaligned(bytes: Uint8Array): Uint8Array {
  return withEntryField(bytes, TAG.BUILDTIME, OFFSET, (offset) => offset + 1);
}

/** An entry's data starts with the last byte of the data before. */
export function mainEntryOverlaps(bytes: Uint8Array): Uint8Array {
  return withEntryField(bytes, TAG.VERSION, OFFSET, (offset) => offset - 1);
}

/** A single string that says that it is two. */
export function mainStringCount2(bytes: Uint8Array): Uint8Array {
  return withEntryField(bytes, TAG.VERSION, COUNT, () => 2);
}

function withEntryField(
  bytes: Uint8Array,
  tag: number,
  field: number,
  change: (value: number) => number,
): Uint8Array {
  return withMain(bytes, (main) => {
    let at = INTRO_SIZE;
    while (main.readUInt32BE(at) !== tag) at += INDEX_ENTRY_SIZE;
    main.writeUInt32BE(change(main.readUInt32BE(at + field)), at + field);
  });
}

function withMain(bytes: Uint8Array, change: (main: Buffer) => void): Uint8Array {
  const copy = Buffer.from(bytes);
  change(copy.subarray(mainStart(copy)));
  return copy;
}

function mainStart(bytes: Uint8Array): number {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const index = INDEX_ENTRY_SIZE * view.readUInt32BE(LEAD_SIZE + ENTRY_COUNT);
  const end = LEAD_SIZE + INTRO_SIZE + index + view.readUInt32BE(LEAD_SIZE + DATA_LENGTH);
  return Math.ceil(end / 8) * 8;
}
