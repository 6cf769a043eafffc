/**
 * The digest table: for every stored content its digest and where it lies in the file.
 *
 *   uint32 count, uint32 digest length, then count records of digest and uint64 offset
 *
 * Policy: one allocation for all digests and one for all offsets, no object per record. Count and
 * length are checked against the section and rpm's own limit on files before anything is allocated.
 * Whether records are sorted, and whether an offset leads anywhere, is for the caller to ask: such a
 * table is odd, yet readable. Source: rpm2extents and the reflink plugin of the CoW branches of rpm.
 */

import type { ByteSource } from '../bytes/byte-source.ts';
import { FormatError } from '../bytes/format-error.ts';
import { readUint64, viewOf, writeUint64 } from './little-endian.ts';
import { sectionReader } from './section-reader.ts';

export interface DigestTable {
  readonly count: number;
  /** Bytes of each digest; 0 in the table of a package without files. */
  readonly digestLength: number;
  /** All digests in a row: count * digestLength bytes. */
  readonly digests: Uint8Array;
  /** Absolute file offsets, count of them; each a safe integer, none checked against the file. */
  readonly offsets: Float64Array;
}

const HEADER_LENGTH = 8;
const OFFSET_LENGTH = 8;

/** rpm reads no more files than this from a header: lib/header.c HEADER_ARRAY_MAX. */
const MAX_COUNT = 0xfffff;
/** The longest digest of any algorithm rpm knows (SHA512). */
const MAX_DIGEST_LENGTH = 64;

/** Bytes of the whole section. */
export function digestTableLength(count: number, digestLength: number): number {
  return HEADER_LENGTH + count * (digestLength + OFFSET_LENGTH);
}

/** Reads the table that begins at `start` and must end by `end` (absolute offsets). */
export function parseDigestTable(source: ByteSource, start: number, end: number): DigestTable {
  const reader = sectionReader(source, 'table', start, end);
  const count = reader.uint32('record count');
  const digestLength = reader.uint32('digest length');
  if (count > MAX_COUNT) {
    throw outOfRange(start, `at most ${MAX_COUNT} records`, `${count}`);
  }
  if (digestLength > MAX_DIGEST_LENGTH || (digestLength === 0 && count > 0)) {
    throw outOfRange(start + 4, `a digest of 1 to ${MAX_DIGEST_LENGTH} bytes`, `${digestLength}`);
  }

  const firstRecord = reader.position;
  const recordLength = digestLength + OFFSET_LENGTH;
  const records = reader.bytes(count * recordLength, `${count} records`);
  const view = viewOf(records);
  const digests = new Uint8Array(count * digestLength);
  const offsets = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const at = i * recordLength;
    const offsetAt = at + digestLength;
    const offset = readUint64(view, offsetAt);
    if (offset === undefined) {
      const found = view.getBigUint64(offsetAt, true);
      throw outOfRange(firstRecord + offsetAt, 'an offset of at most 2^53 - 1', `${found}`);
    }
    digests.set(records.subarray(at, offsetAt), i * digestLength);
    offsets[i] = offset;
  }
  return { count, digestLength, digests, offsets };
}

/** The section's bytes, records in the order of the table. */
export function encodeDigestTable(table: DigestTable): Uint8Array {
  const { count, digestLength, offsets } = table;
  const bytes = new Uint8Array(digestTableLength(count, digestLength));
  const view = viewOf(bytes);
  view.setUint32(0, count, true);
  view.setUint32(4, digestLength, true);
  for (let i = 0; i < count; i++) {
    const at = HEADER_LENGTH + i * (digestLength + OFFSET_LENGTH);
    bytes.set(digestAt(table, i), at);
    writeUint64(view, at + digestLength, offsets[i]!);
  }
  return bytes;
}

/** The digest of record `index` (from 0), as a view into the table. */
export function digestAt(table: DigestTable, index: number): Uint8Array {
  const { digests, digestLength } = table;
  return digests.subarray(index * digestLength, (index + 1) * digestLength);
}

/** Whether the digests rise strictly, byte for byte: what the reflink plugin's binary search relies on. */
export function isSorted(table: DigestTable): boolean {
  for (let i = 1; i < table.count; i++) {
    if (compareWithRecord(table.digests, (i - 1) * table.digestLength, table, i) >= 0) return false;
  }
  return true;
}

/** Where the content of this digest lies, or undefined. Only a sorted table gives every answer. */
export function findOffset(table: DigestTable, digest: Uint8Array): number | undefined {
  const record = findRecord(table, digest);
  return record === undefined ? undefined : table.offsets[record];
}

/** The record of this digest, from 0, or undefined. Only a sorted table gives every answer. */
export function findRecord(table: DigestTable, digest: Uint8Array): number | undefined {
  if (digest.length !== table.digestLength) return undefined;
  let low = 0;
  let high = table.count - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const order = compareWithRecord(digest, 0, table, middle);
    if (order === 0) return middle;
    if (order < 0) high = middle - 1;
    else low = middle + 1;
  }
  return undefined;
}

/** Compares the digest at `start` of some bytes. */
function compareWithRecord(
  bytes: Uint8Array,
  start: number,
  table: DigestTable,
  index: number,
): number {
  const { digests, digestLength } = table;
  const base = index * digestLength;
  for (let i = 0; i < digestLength; i++) {
    const difference = bytes[start + i]! - digests[base + i]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

function outOfRange(offset: number, expected: string, found: string): FormatError {
  return new FormatError({ code: 'OUT_OF_RANGE', section: 'table', offset, expected, found });
}
