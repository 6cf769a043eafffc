/**
 * Values of header entries. The header has been verified, so the data is there; whether it has the
 * type that is asked for is checked here, and a value of another type is as good as absent, which
 * is how rpm's typed getters treat it.
 *
 * Strings come as Latin-1, one code unit a byte: comparable, reversible, whatever their encoding.
 * bytes/display-text.ts shows them to people.
 */
import { toLatin1 } from '../bytes/hex.ts';
import { findEntry, type Header } from './header.ts';
import type { IndexEntry } from './index-entry.ts';
import { TYPES, typeClass } from './types.ts';

/** The verbatim bytes of an entry's data, by its position in `header.entries`. */
export function entryData(header: Header, position: number): Uint8Array {
  const { offset } = header.entries[position]!;
  return header.store.subarray(offset, offset + header.lengths[position]!);
}

/**
 * Number of elements that rpm finds in a tag; 0 when it is absent. Of an I18NSTRING it is 1, for rpm
 * picks one translation (lib/header.c copyI18NEntry).
 */
export function countOf(header: Header, tag: number): number {
  const position = findEntry(header, tag);
  return position === undefined ? 0 : elementsOf(header.entries[position]!);
}

function elementsOf({ type, count }: IndexEntry): number {
  return type === TYPES.I18NSTRING ? 1 : count;
}

/** Where a tag's entry stands, if it has the type that is asked for. */
function findTyped(header: Header, tag: number, type: number): number | undefined {
  const position = findEntry(header, tag);
  return position === undefined || header.entries[position]!.type !== type ? undefined : position;
}

/**
 * All strings of an entry of the string class: of a STRING_ARRAY as many as there are, of a STRING
 * or an I18NSTRING one. Which translation rpm picks depends on the locale; here it is the first.
 */
export function getStrings(header: Header, tag: number): string[] | undefined {
  const only = getString(header, tag);
  return only === undefined ? getStringArray(header, tag) : [only];
}

/**
 * All strings of a STRING_ARRAY. rpm takes no other type where it puts strings into a pool: names,
 * owners, link targets (lib/rpmtd.c rpmtdToPool).
 */
export function getStringArray(header: Header, tag: number): string[] | undefined {
  const position = findTyped(header, tag, TYPES.STRING_ARRAY);
  if (position === undefined) return undefined;
  const { offset, count } = header.entries[position]!;
  // Every string ends with a NUL, so what follows the last one is nothing.
  return stringsIn(toLatin1(header.store, offset, offset + header.lengths[position]! - 1), count);
}

/**
 * `count` strings with a NUL between each two. Of an owner that all files have, as nearly always, or
 * a link target that none has, one string serves for all, which takes a tenth of the time.
 */
function stringsIn(text: string, count: number): string[] {
  const first = text.slice(0, Math.max(0, text.indexOf('\0')));
  const isRepeated =
    text.length + 1 === count * (first.length + 1) &&
    text === `${first}\0`.repeat(count).slice(0, -1);
  return isRepeated ? new Array<string>(count).fill(first) : text.split('\0');
}

/** The string of an entry of the string class that has one: to rpm, several are none (headerGetString). */
export function getString(header: Header, tag: number): string | undefined {
  const position = findEntry(header, tag);
  if (position === undefined || !isOneString(header.entries[position]!)) return undefined;
  const { store } = header;
  const { offset } = header.entries[position]!;
  return toLatin1(store, offset, store.indexOf(0, offset));
}

function isOneString(entry: IndexEntry): boolean {
  return typeClass(entry.type) === 'string' && elementsOf(entry) === 1;
}

/** All numbers of an INT16 entry. */
export function getUint16s(header: Header, tag: number): Uint16Array | undefined {
  const position = findTyped(header, tag, TYPES.INT16);
  if (position === undefined) return undefined;
  const { offset, count } = header.entries[position]!;
  // A loop, here and below: typed arrays' own from() takes five times as long.
  const values = new Uint16Array(count);
  for (let i = 0; i < count; i++) values[i] = header.view.getUint16(offset + 2 * i);
  return values;
}

/** All numbers of an INT32 entry. */
export function getUint32s(header: Header, tag: number): Uint32Array | undefined {
  const position = findTyped(header, tag, TYPES.INT32);
  if (position === undefined) return undefined;
  const { offset, count } = header.entries[position]!;
  const values = new Uint32Array(count);
  for (let i = 0; i < count; i++) values[i] = header.view.getUint32(offset + 4 * i);
  return values;
}

/** All numbers of an INT64 entry. */
export function getUint64s(header: Header, tag: number): BigUint64Array | undefined {
  const position = findTyped(header, tag, TYPES.INT64);
  if (position === undefined) return undefined;
  const { offset, count } = header.entries[position]!;
  const values = new BigUint64Array(count);
  for (let i = 0; i < count; i++) values[i] = header.view.getBigUint64(offset + 8 * i);
  return values;
}

/** The first number of an INT32 entry. */
export function getUint32(header: Header, tag: number): number | undefined {
  const position = findTyped(header, tag, TYPES.INT32);
  if (position === undefined) return undefined;
  return header.view.getUint32(header.entries[position]!.offset);
}

/** The first number of an INT64 entry. */
export function getUint64(header: Header, tag: number): bigint | undefined {
  const position = findTyped(header, tag, TYPES.INT64);
  if (position === undefined) return undefined;
  return header.view.getBigUint64(header.entries[position]!.offset);
}

/** The bytes of a BIN entry. */
export function getBytes(header: Header, tag: number): Uint8Array | undefined {
  const position = findTyped(header, tag, TYPES.BIN);
  return position === undefined ? undefined : entryData(header, position);
}
