/**
 * rpm's checks of a header's entries, before any value is looked at.
 *
 * Policy: rpm's conditions in rpm's order with rpm's message, because what rpm refuses must be
 * refused and nothing else. Source: rpm 4.18 lib/header.c hdrblobVerifyInfo.
 */
import { type Defect, FormatError } from '../bytes/format-error.ts';
import { dataLength } from './data-length.ts';
import { describeEntry, type IndexEntry } from './index-entry.ts';
import { ENTRY_SIZE } from './intro.ts';
import { MAX_ARRAY } from './limits.ts';
import type { Region, RegionInput } from './region.ts';
import { rpmPrefix, sectionOf } from './section.ts';
import { rpm418AcceptsType, TAG } from './tags.ts';
import { isStorableType, TYPES, typeAlignment } from './types.ts';

interface EntryTrouble {
  readonly defect?: Defect;
  readonly expected: string;
}

/**
 * Checks every entry but the region's own and returns the bytes each one's data takes in the
 * store, in the order of the index (0 for the region's own, which is first).
 * @throws FormatError BAD_ENTRY at the index entry's offset.
 */
export function verifyEntries(input: RegionInput, region: Region | undefined): number[] {
  const { entries, store } = input;
  const lengths = region === undefined ? [] : [0];
  const first = region === undefined ? 0 : 1;
  let previousEnd = 0;
  let length = 0;
  for (let i = first; i < entries.length; i++) {
    const entry = entries[i]!;
    let trouble = entryTrouble(entry, previousEnd, store.length, region?.tag);
    if (trouble === undefined) {
      length = dataLength(store, entry.type, entry.offset, entry.count);
      if (length <= 0) trouble = { expected: 'data that ends within the store' };
      else if (region !== undefined && overlapsTrailer(entry.offset, length, region)) {
        trouble = { expected: 'data clear of the region trailer' };
      }
    }
    if (trouble !== undefined) {
      const found = describeEntry(entry);
      // rpm prints the length that it worked out last, which may be the entry's before.
      throw new FormatError({
        code: 'BAD_ENTRY',
        section: sectionOf(input.kind),
        tag: entry.tag,
        offset: input.indexOffset + i * ENTRY_SIZE,
        ...trouble,
        found,
        rpmSays: `${rpmPrefix(input.kind)}tag[${i - first}]: BAD, ${found} len ${length}`,
      });
    }
    lengths.push(length);
    previousEnd = entry.offset + length;
  }
  return lengths;
}

/** What an entry should have been, or undefined when it is sound so far. */
function entryTrouble(
  { tag, type, offset, count }: IndexEntry,
  previousEnd: number,
  storeSize: number,
  regionTag: number | undefined,
): EntryTrouble | undefined {
  if (offset < previousEnd) {
    return { expected: `data at or behind offset ${previousEnd} of the store` };
  }
  if (tag < TAG.HEADERI18NTABLE) return { expected: `a tag of at least ${TAG.HEADERI18NTABLE}` };
  if (!isStorableType(type)) return { expected: 'a type from 1 to 9' };
  if (count === 0) return { defect: 'count-zero', expected: 'a count of 1 or more' };
  if (count < 0 || count > storeSize) return { expected: `a count from 1 to ${storeSize}` };
  if (offset % typeAlignment(type) !== 0) {
    return { expected: `an offset that is a multiple of ${typeAlignment(type)}` };
  }
  if (offset > storeSize) return { expected: `an offset within ${storeSize} bytes of data` };
  if (type !== TYPES.BIN && count > MAX_ARRAY) {
    return { defect: 'array-limit', expected: `at most ${MAX_ARRAY} elements` };
  }
  if (regionTag === TAG.HEADERIMMUTABLE && !rpm418AcceptsType(tag, type)) {
    return { defect: 'tag-type', expected: `the type that tag ${tag} has in rpm's table` };
  }
  return undefined;
}

function overlapsTrailer(offset: number, length: number, region: Region): boolean {
  return offset + length > region.trailerOffset && offset < region.dataLength;
}
