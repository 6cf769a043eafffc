/** Mutators of the main header: region, types, file list. All are sealed again. */

import { hexDigest } from '../writer/digest.ts';
import type { HeaderShape } from '../writer/header-blob.ts';
import {
  ENTRY_TYPE,
  type HeaderEntry,
  int32,
  int64,
  string,
  stringArray,
} from '../writer/header-entry.ts';
import { TAG } from '../writer/tags.ts';
import { takeApart, withEntry, withoutEntries } from './package-parts.ts';
import { reseal } from './reseal.ts';

const UNKNOWN_TAG = 6000;

/** An entry after the region. */
export function mainDribble(bytes: Uint8Array): Uint8Array {
  return withMain(bytes, (shape) => ({ ...shape, dribbles: [string(UNKNOWN_TAG, 'dribble')] }));
}

/** There is no region. */
export function mainRegionMissing(bytes: Uint8Array): Uint8Array {
  return withMain(bytes, ({ entries }) => ({ entries }));
}

/** The trailer counts one entry too few. */
export function mainStaleRegionCount(bytes: Uint8Array): Uint8Array {
  return withMain(bytes, ({ entries }) => ({
    entries,
    region: { tag: TAG.HEADERIMMUTABLE, trailerCount: entries.length },
  }));
}

/** The entries are in reverse order of their tags. */
export function mainUnsorted(bytes: Uint8Array): Uint8Array {
  return withMain(bytes, (shape) => ({ ...shape, entries: shape.entries.toReversed() }));
}

/** An array without values, as nfpm once wrote. */
export function mainCountZero(bytes: Uint8Array): Uint8Array {
  const empty = { tag: UNKNOWN_TAG, type: ENTRY_TYPE.int32, count: 0, data: new Uint8Array(4) };
  return withMain(bytes, (shape) => ({ ...shape, entries: [...shape.entries, empty] }));
}

/** FILEINODES with 64-bit numbers, as redline once wrote. */
export function inodes64(bytes: Uint8Array): Uint8Array {
  return withMain(bytes, (shape) =>
    withEntry(shape, TAG.FILEINODES, (entry) => int64(entry.tag, int32sOf(entry))),
  );
}

/** No RELEASE. */
export function releaseAbsent(bytes: Uint8Array): Uint8Array {
  return withMain(bytes, (shape) => withoutEntries(shape, TAG.RELEASE));
}

/** No ENCODING. */
export function encodingAbsent(bytes: Uint8Array): Uint8Array {
  return withMain(bytes, (shape) => withoutEntries(shape, TAG.ENCODING));
}

/** PAYLOADDIGEST and PAYLOADDIGESTALT are those of other bytes. */
export function payloadDigestWrong(bytes: Uint8Array): Uint8Array {
  const wrong = hexDigest('sha256', Buffer.from('something else'));
  return withMain(bytes, (shape) =>
    [TAG.PAYLOADDIGEST, TAG.PAYLOADDIGESTALT].reduce(
      (changed, tag) => withEntry(changed, tag, () => stringArray(tag, [wrong])),
      shape,
    ),
  );
}

/** A file is in a directory that is not in the list. */
export function directoryIndexOutOfRange(bytes: Uint8Array): Uint8Array {
  return withInt32(bytes, TAG.DIRINDEXES, (indexes) => indexes.with(1, 99));
}

/** The digest of the second file in the list is that of other bytes. */
export function fileDigestWrong(bytes: Uint8Array): Uint8Array {
  const wrong = hexDigest('sha256', Buffer.from('something else'));
  return withDigests(bytes, (digests) => digests.with(1, wrong));
}

/** The second file in the list has no digest. */
export function fileDigestEmpty(bytes: Uint8Array): Uint8Array {
  return withDigests(bytes, (digests) => digests.with(1, ''));
}

/** The digests are in upper case. */
export function fileDigestsUpperCase(bytes: Uint8Array): Uint8Array {
  return withDigests(bytes, (digests) => digests.map((digest) => digest.toUpperCase()));
}

/** No FILEDIGESTS. */
export function fileDigestsAbsent(bytes: Uint8Array): Uint8Array {
  return withMain(bytes, (shape) => withoutEntries(shape, TAG.FILEDIGESTS));
}

/** No FILEDIGESTALGO: rpm takes MD5, and the SHA-256 digests cannot be right. */
export function fileDigestAlgorithmAbsent(bytes: Uint8Array): Uint8Array {
  return withMain(bytes, (shape) => withoutEntries(shape, TAG.FILEDIGESTALGO));
}

/** An algorithm number that nobody knows. */
export function fileDigestAlgorithmUnknown(bytes: Uint8Array): Uint8Array {
  return withInt32(bytes, TAG.FILEDIGESTALGO, () => [99]);
}

/** The second file in the list is one byte longer than its content. */
export function fileSizeTooBig(bytes: Uint8Array): Uint8Array {
  return withInt32(bytes, TAG.FILESIZES, (sizes) => sizes.with(1, sizes[1]! + 1));
}

/** The second file in the list is one byte shorter than its content. */
export function fileSizeTooSmall(bytes: Uint8Array): Uint8Array {
  return withInt32(bytes, TAG.FILESIZES, (sizes) => sizes.with(1, sizes[1]! - 1));
}

/** Neither FILESIZES nor LONGFILESIZES. */
export function fileSizesAbsent(bytes: Uint8Array): Uint8Array {
  return withMain(bytes, (shape) => withoutEntries(shape, TAG.FILESIZES));
}

/** Every inode is 1: everything is a hard link of everything. */
export function inodesAllOne(bytes: Uint8Array): Uint8Array {
  return withInt32(bytes, TAG.FILEINODES, (inodes) => inodes.map(() => 1));
}

/** Every inode is 0: nothing is a hard link. */
export function inodesAllZero(bytes: Uint8Array): Uint8Array {
  return withInt32(bytes, TAG.FILEINODES, (inodes) => inodes.map(() => 0));
}

/** No FILEINODES. */
export function inodesAbsent(bytes: Uint8Array): Uint8Array {
  return withMain(bytes, (shape) => withoutEntries(shape, TAG.FILEINODES));
}

/** The second file in the list is on another device than the rest. */
export function deviceDiffers(bytes: Uint8Array): Uint8Array {
  return withInt32(bytes, TAG.FILEDEVICES, (devices) => devices.with(1, 2));
}

/** The second file in the list has size 0. */
export function fileSizeZero(bytes: Uint8Array): Uint8Array {
  return withInt32(bytes, TAG.FILESIZES, (sizes) => sizes.with(1, 0));
}

function withInt32(
  bytes: Uint8Array,
  tag: number,
  change: (values: readonly number[]) => readonly number[],
): Uint8Array {
  return withMain(bytes, (shape) =>
    withEntry(shape, tag, (entry) => int32(tag, change(int32sOf(entry)))),
  );
}

function withDigests(
  bytes: Uint8Array,
  change: (digests: readonly string[]) => readonly string[],
): Uint8Array {
  return withMain(bytes, (shape) =>
    withEntry(shape, TAG.FILEDIGESTS, ({ tag, data }) => {
      const digests = Buffer.from(data).toString('latin1').split('\0').slice(0, -1);
      return stringArray(tag, change(digests));
    }),
  );
}

function int32sOf({ data, count }: HeaderEntry): number[] {
  const view = Buffer.from(data);
  return Array.from({ length: count }, (_, i) => view.readUInt32BE(4 * i));
}

function withMain(bytes: Uint8Array, change: (shape: HeaderShape) => HeaderShape): Uint8Array {
  const parts = takeApart(bytes);
  return reseal({ ...parts, main: change(parts.main) });
}
