/**
 * One 16-byte index entry: tag, type, offset and count. Nothing in it is believed here.
 * Source: rpm docs/manual/format_header.md.
 */
import { type StoreOffset, storeOffset } from '../bytes/offsets.ts';
import { ENTRY_SIZE } from './intro.ts';

export interface IndexEntry {
  /** Signed, as rpm reads it: 100 or more in a sound entry that is no region. */
  readonly tag: number;
  /** Signed: 1 to 9 in a sound entry. */
  readonly type: number;
  /** Signed; negative only in region trailers. */
  readonly offset: StoreOffset;
  /** Signed number of elements. */
  readonly count: number;
}

/** Reads the entry that starts at byte `at` of `view`. */
export function readEntry(view: DataView, at: number): IndexEntry {
  return {
    tag: view.getInt32(at),
    type: view.getInt32(at + 4),
    offset: storeOffset(view.getInt32(at + 8)),
    count: view.getInt32(at + 12),
  };
}

/** Reads `count` consecutive entries. */
export function readEntries(view: DataView, at: number, count: number): IndexEntry[] {
  const entries: IndexEntry[] = [];
  for (let i = 0; i < count; i++) entries.push(readEntry(view, at + i * ENTRY_SIZE));
  return entries;
}

/** An entry as rpm's messages print it. */
export function describeEntry(entry: IndexEntry): string {
  return `tag ${entry.tag} type ${entry.type} offset ${entry.offset} count ${entry.count}`;
}
