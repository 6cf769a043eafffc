/**
 * A header: bytes first, entries second.
 *
 * Policy: the bytes are kept as they came and are the only thing ever written anywhere; the parsed
 * view is for reading. A Header in hand has passed rpm's checks of intro, region and entries.
 * Source: rpm 4.18 lib/header.c hdrblobInit, hdrblobImport; docs/manual/format_header.md.
 */
import { FormatError } from '../bytes/format-error.ts';
import { type IndexEntry, readEntries } from './index-entry.ts';
import { ENTRY_SIZE, INTRO_SIZE, parseIntro } from './intro.ts';
import type { HeaderKind } from './limits.ts';
import { type Region, type RegionInput, readRegion } from './region.ts';
import { sectionOf } from './section.ts';
import { elementSize } from './types.ts';
import { verifyEntries } from './verify-entries.ts';

export interface Header {
  readonly kind: HeaderKind;
  /** Where its intro starts in the file. */
  readonly offset: number;
  /** Intro, index and store, verbatim. */
  readonly bytes: Uint8Array;
  /** As they stand in the index, the region's own first if there is one. */
  readonly entries: readonly IndexEntry[];
  /** Bytes of data of each entry, in the order of `entries`. */
  readonly lengths: readonly number[];
  readonly store: Uint8Array;
  /** Of the store. */
  readonly view: DataView;
  readonly region: Region | undefined;
  /** Positions in `entries`, sorted as rpm sorts them for its lookups. */
  readonly lookup: readonly number[];
  /** Their tags, in the same order. */
  readonly sortedTags: readonly number[];
}

/**
 * Reads one header.
 * @param bytes exactly its intro, index and store.
 * @param offset where it starts in the file.
 * @throws FormatError BAD_MAGIC, OUT_OF_RANGE, TRUNCATED, BAD_REGION, BAD_ENTRY.
 */
export function parseHeader(bytes: Uint8Array, kind: HeaderKind, offset: number): Header {
  const intro = parseIntro(bytes, kind, offset);
  const storeAt = INTRO_SIZE + ENTRY_SIZE * intro.entryCount;
  if (bytes.length !== storeAt + intro.dataLength) {
    throw new FormatError({
      code: 'TRUNCATED',
      section: sectionOf(kind),
      offset: offset + bytes.length,
      expected: `${storeAt + intro.dataLength} bytes of header`,
      found: `${bytes.length}`,
    });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const input: RegionInput = {
    kind,
    entries: readEntries(view, INTRO_SIZE, intro.entryCount),
    store: bytes.subarray(storeAt),
    indexOffset: offset + INTRO_SIZE,
    storeOffset: offset + storeAt,
  };
  const region = readRegion(input);
  const lengths = verifyEntries(input, region);
  const { entries, store } = input;
  const lookup = sortForLookup(entries, region);
  return {
    kind,
    offset,
    bytes,
    entries,
    lengths,
    store,
    view: new DataView(store.buffer, store.byteOffset, store.length),
    region,
    lookup,
    sortedTags: tagsOf(entries, lookup),
  };
}

function tagsOf(entries: readonly IndexEntry[], positions: readonly number[]): number[] {
  return positions.map((position) => entries[position]!.tag);
}

/** Absolute file offset of an entry's data. */
export function dataOffset(header: Header, entry: IndexEntry): number {
  return header.offset + header.bytes.length - header.store.length + entry.offset;
}

/**
 * The last of rpm's checks, made when it loads a verified header: the data must be exactly the
 * entries' data, each aligned, without gaps, and the trailer; the region must have entries.
 * @throws FormatError BAD_VALUE (`hdr load: BAD`).
 */
export function checkLoadable(header: Header): void {
  const { entries, region, store } = header;
  const size = dataSize(header, entries.length) + (region === undefined ? 0 : ENTRY_SIZE);
  // A region of no entries, not even its own, is one that regionSwab does not take.
  const empty = regionEntries(entries, region) === 0;
  if (size === store.length && !empty) return;
  throw new FormatError({
    code: 'BAD_VALUE',
    defect: empty ? 'region-size' : hasUnclaimedEnd(header) ? 'data-after-trailer' : 'load',
    section: sectionOf(header.kind),
    offset: header.offset + 12,
    expected: empty
      ? 'a region of one entry or more'
      : `${size} bytes of data, the sum of the entries`,
    found: empty ? 'one of none' : `${store.length} bytes`,
    rpmSays: 'hdr load: BAD',
  });
}

/** Whether there is data behind the region trailer and behind the last entry's. */
function hasUnclaimedEnd({ entries, lengths, region, store }: Header): boolean {
  if (region === undefined) return false;
  // The entries' data is in the order of the index (verifyEntries).
  const last = entries.length - 1;
  return store.length > Math.max(region.dataLength, entries[last]!.offset + lengths[last]!);
}

/** Bytes that the data of the first `count` entries takes, each aligned; a region's own takes none. */
export function dataSize({ entries, lengths }: Header, count: number): number {
  let size = 0;
  for (let i = 0; i < count; i++) {
    const unit = elementSize(entries[i]!.type) ?? 1;
    size = Math.ceil(size / unit) * unit + lengths[i]!;
  }
  return size;
}

/** Whether an entry stands outside the region: added later, and no part of what was signed. */
export function isDribble(header: Header, position: number): boolean {
  return position >= regionEntries(header.entries, header.region);
}

/** rpm takes a trailer at offset 0 of the store for "all entries" (hdrblobImport). */
function regionEntries(entries: readonly IndexEntry[], region: Region | undefined): number {
  return region === undefined || region.trailerOffset === 0 ? entries.length : region.entryCount;
}

/** Sorted by tag; dribbles replace entries of the same tag within the region (hdrblobImport). */
function sortForLookup(entries: readonly IndexEntry[], region: Region | undefined): number[] {
  const inRegion = regionEntries(entries, region);
  if (inRegion === entries.length && areSorted(entries)) return entries.map((_, i) => i);
  const replaced = new Set(entries.slice(inRegion).map((entry) => entry.tag));
  const positions: number[] = [];
  for (let i = 0; i < entries.length; i++) {
    if (i >= inRegion || !replaced.has(entries[i]!.tag)) positions.push(i);
  }
  return positions.sort((a, b) => entries[a]!.tag - entries[b]!.tag || a - b);
}

/** As rpmbuild writes them. */
function areSorted(entries: readonly IndexEntry[]): boolean {
  for (let i = 1; i < entries.length; i++) {
    if (entries[i]!.tag < entries[i - 1]!.tag) return false;
  }
  return true;
}

/**
 * Position in `entries` of the entry that rpm finds for a tag, or undefined. Where a tag stands
 * twice, it is the one that a bisection hits, as in rpm (findEntry).
 */
export function findEntry(header: Header, tag: number): number | undefined {
  const { sortedTags } = header;
  // Without a region rpm's index has one entry more, in front, of a region that it makes up.
  let low = header.region === undefined ? -1 : 0;
  let high = sortedTags.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (middle < 0) return undefined;
    const found = sortedTags[middle]!;
    if (found === tag) return header.lookup[middle];
    if (tag < found) high = middle;
    else low = middle + 1;
  }
  return undefined;
}

/**
 * Position of the first entry of a tag, as the index has them: where rpm verifies a package it
 * looks no further (hdrblobGet).
 */
export function firstEntry({ entries }: Header, tag: number): number | undefined {
  for (let position = 0; position < entries.length; position++) {
    if (entries[position]!.tag === tag) return position;
  }
  return undefined;
}

export function hasTag(header: Header, tag: number): boolean {
  return findEntry(header, tag) !== undefined;
}
