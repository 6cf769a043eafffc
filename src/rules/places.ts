/** Where in a header evidence stands: an index entry, its data, or the header for lack of either. */
import { dataOffset, findEntry, type Header } from '../../native-free-parsers/header/header.ts';
import { ENTRY_SIZE, INTRO_SIZE } from '../../native-free-parsers/header/intro.ts';
import { sectionOf } from '../../native-free-parsers/header/section.ts';
import type { Where } from './rule.ts';

/** The 16 bytes of an index entry, by its position in `header.entries`. */
export function entryPlace(header: Header, position: number): Where {
  return {
    section: sectionOf(header.kind),
    offset: header.offset + INTRO_SIZE + ENTRY_SIZE * position,
    length: ENTRY_SIZE,
    tag: header.entries[position]!.tag,
  };
}

/** An entry's data, or `length` bytes of it from its byte `at` on. */
export function dataPlace(header: Header, position: number, at = 0, length?: number): Where {
  const entry = header.entries[position]!;
  return {
    section: sectionOf(header.kind),
    offset: dataOffset(header, entry) + at,
    length: length ?? header.lengths[position]! - at,
    tag: entry.tag,
  };
}

/** The index entry of a tag; the header's start where it has none. */
export function tagPlace(header: Header, tag: number): Where {
  const position = findEntry(header, tag);
  if (position !== undefined) return entryPlace(header, position);
  return { section: sectionOf(header.kind), offset: header.offset, tag };
}
