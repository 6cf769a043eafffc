/**
 * Mutators of single bytes of the signature header and its padding that make the package
 * unreadable. Nothing is sealed again: rpm gives up before it looks at any digest.
 */

import { SIGNATURE_TAG } from '../writer/tags.ts';

const LEAD_SIZE = 96;
const INTRO_SIZE = 16;
const INDEX_ENTRY_SIZE = 16;
/** Where the fields of intro and index entries are. */
const ENTRY_COUNT = 8;
const DATA_LENGTH = 12;
const OFFSET = 8;
const COUNT = 12;
/** One byte more than rpm reads. */
const TOO_MUCH_DATA = 64 * 1024 * 1024 + 1;

/** A reserved byte of the header magic is set. */
export function signatureMagicReserved(bytes: Uint8Array): Uint8Array {
  return withHeader(bytes, (header) => header.writeUInt8(1, 7));
}

/** One byte of data more than rpm allows, by the length of the data. */
export function signatureDataSize(bytes: Uint8Array): Uint8Array {
  return withHeader(bytes, (header) => header.writeUInt32BE(TOO_MUCH_DATA, DATA_LENGTH));
}

/** No entry, no data: nothing but the intro. */
export function signatureNoTags(bytes: Uint8Array): Uint8Array {
  const { header, rest } = takeApart(bytes);
  const intro = header.subarray(0, INTRO_SIZE).fill(0, ENTRY_COUNT);
  const padding = -header.length & 7;
  return Buffer.concat([bytes.subarray(0, LEAD_SIZE), intro, rest.subarray(padding)]);
}

/** The region's entry says that its trailer has 15 bytes. */
export function signatureRegionTagCount(bytes: Uint8Array): Uint8Array {
  return withHeader(bytes, (header) => header.writeUInt32BE(15, INTRO_SIZE + COUNT));
}

/** The region's trailer would be behind the data. */
export function signatureRegionOffset(bytes: Uint8Array): Uint8Array {
  return withHeader(bytes, (header) => header.writeUInt32BE(999_999, INTRO_SIZE + OFFSET));
}

/**
 * What a transcoder made of a stale count: the region ends behind the data of the counted entries,
 * in front of PAYLOADSIZE.
 */
export function signatureRegionRewritten(bytes: Uint8Array): Uint8Array {
  return withHeader(bytes, (header) => {
    const md5 = header.readUInt32BE(indexOf(header, SIGNATURE_TAG.MD5) + OFFSET);
    header.writeUInt32BE(md5 + 16, INTRO_SIZE + OFFSET);
  });
}

/** The SHA-256 starts inside the SHA-1. */
export function signatureEntryOverlap(bytes: Uint8Array): Uint8Array {
  return withHeader(bytes, (header) =>
    header.writeUInt32BE(1, indexOf(header, SIGNATURE_TAG.SHA256) + OFFSET),
  );
}

/** 16 bytes that belong to no entry follow the trailer, counted as data. */
export function signatureDataAfterTrailer(bytes: Uint8Array): Uint8Array {
  const { header, rest } = takeApart(bytes);
  header.writeUInt32BE(header.readUInt32BE(DATA_LENGTH) + 16, DATA_LENGTH);
  return Buffer.concat([bytes.subarray(0, LEAD_SIZE), header, new Uint8Array(16), rest]);
}

/** The main header follows without the padding. */
export function paddingMissing(bytes: Uint8Array): Uint8Array {
  const { header, rest } = takeApart(bytes);
  const padding = -header.length & 7;
  return Buffer.concat([bytes.subarray(0, LEAD_SIZE), header, rest.subarray(padding)]);
}

/** Eight bytes of padding more than needed. */
export function paddingTooLong(bytes: Uint8Array): Uint8Array {
  const { header, rest } = takeApart(bytes);
  return Buffer.concat([bytes.subarray(0, LEAD_SIZE), header, new Uint8Array(8), rest]);
}

/** The file ends inside the padding. */
export function paddingCut(bytes: Uint8Array): Uint8Array {
  const { header } = takeApart(bytes);
  return bytes.subarray(0, LEAD_SIZE + header.length + 1);
}

function takeApart(bytes: Uint8Array): { header: Buffer; rest: Uint8Array } {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const index = INDEX_ENTRY_SIZE * view.readUInt32BE(LEAD_SIZE + ENTRY_COUNT);
  const end = LEAD_SIZE + INTRO_SIZE + index + view.readUInt32BE(LEAD_SIZE + DATA_LENGTH);
  return { header: Buffer.from(bytes.subarray(LEAD_SIZE, end)), rest: bytes.subarray(end) };
}

/** A copy with the header changed in place. */
function withHeader(bytes: Uint8Array, change: (header: Buffer) => unknown): Uint8Array {
  const { header, rest } = takeApart(bytes);
  change(header);
  return Buffer.concat([bytes.subarray(0, LEAD_SIZE), header, rest]);
}

/** Where the index entry of a tag is. */
function indexOf(header: Buffer, tag: number): number {
  const count = header.readUInt32BE(ENTRY_COUNT);
  for (let at = INTRO_SIZE; at < INTRO_SIZE + count * INDEX_ENTRY_SIZE; at += INDEX_ENTRY_SIZE) {
    if (header.readUInt32BE(at) === tag) return at;
  }
  throw new RangeError(`the signature header has no tag ${tag}`);
}
