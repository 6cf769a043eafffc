/**
 * Lays out a header: magic, intro, index, store. Policy: entries go out in the order given, sane
 * or not; the region and its trailer are right unless the shape says how they are to be wrong.
 * Source: rpm docs/manual/format_header.md, lib/header.c.
 */

import { alignmentOf, binary, ENTRY_TYPE, type HeaderEntry } from './header-entry.ts';

const MAGIC = Uint8Array.of(0x8e, 0xad, 0xe8, 0x01, 0, 0, 0, 0);
const INDEX_ENTRY_SIZE = 16;
const TRAILER_SIZE = 16;

export interface HeaderRegion {
  /** 62 in the signature header, 63 in the main header. */
  readonly tag: number;
  /** The tag in the trailer, when it is to differ. */
  readonly trailerTag?: number;
  /** The entry count in the trailer, the region itself included, when it is to be stale. */
  readonly trailerCount?: number;
  /** How many of the last entries of the region have their data after the trailer: 0 is sane. */
  readonly dataAfterTrailer?: number;
}

export interface HeaderShape {
  /** In index order, without the region's own entry. */
  readonly entries: readonly HeaderEntry[];
  readonly region?: HeaderRegion;
  /** Entries after the region, their data behind the trailer. */
  readonly dribbles?: readonly HeaderEntry[];
}

/** The header's bytes from its magic to the end of the store. */
export function encodeHeader(shape: HeaderShape): Uint8Array {
  const { entries, region, dribbles = [] } = shape;
  const store = emptyStore();
  const index: Uint8Array[] = [];
  if (region === undefined) {
    index.push(...entries.map((entry) => store.add(entry)));
  } else {
    const early = entries.length - (region.dataAfterTrailer ?? 0);
    index.push(...entries.slice(0, early).map((entry) => store.add(entry)));
    const count = region.trailerCount ?? entries.length + 1;
    const trailer = indexEntry(
      region.trailerTag ?? region.tag,
      ENTRY_TYPE.binary,
      -count * INDEX_ENTRY_SIZE,
      TRAILER_SIZE,
    );
    index.unshift(store.add(binary(region.tag, trailer)));
    index.push(...entries.slice(early).map((entry) => store.add(entry)));
  }
  index.push(...dribbles.map((entry) => store.add(entry)));
  const bytes = store.bytes();
  const intro = Buffer.alloc(8);
  intro.writeUInt32BE(index.length, 0);
  intro.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([MAGIC, intro, ...index, bytes]);
}

interface Store {
  readonly bytes: () => Uint8Array;
  /** Appends the entry's data, aligned for its type, and returns its index entry. */
  readonly add: (entry: HeaderEntry) => Uint8Array;
}

function emptyStore(): Store {
  const pieces: Uint8Array[] = [];
  let size = 0;
  return {
    bytes: () => Buffer.concat(pieces),
    add({ tag, type, count, data }) {
      const padding = -size & (alignmentOf(type) - 1);
      const offset = size + padding;
      pieces.push(new Uint8Array(padding), data);
      size = offset + data.length;
      return indexEntry(tag, type, offset, count);
    },
  };
}

function indexEntry(tag: number, type: number, offset: number, count: number): Uint8Array {
  const entry = Buffer.alloc(INDEX_ENTRY_SIZE);
  entry.writeUInt32BE(tag >>> 0, 0);
  entry.writeUInt32BE(type, 4);
  entry.writeInt32BE(offset, 8);
  entry.writeUInt32BE(count, 12);
  return entry;
}
