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

function find(
  header: Header,
  tag: number,
  matches: (entry: IndexEntry) => boolean,
): Uint8Array | undefined {
  const position = findEntry(header, tag);
  if (position === undefined || !matches(header.entries[position]!)) return undefined;
  return entryData(header, position);
}

const view = (data: Uint8Array) => new DataView(data.buffer, data.byteOffset, data.length);

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
  const data = find(header, tag, ({ type }) => type === TYPES.STRING_ARRAY);
  // Every string ends with a NUL, so what follows the last one is nothing.
  return data && toLatin1(data.subarray(0, -1)).split('\0');
}

/** The string of an entry of the string class that has one: to rpm, several are none (headerGetString). */
export function getString(header: Header, tag: number): string | undefined {
  const data = find(header, tag, isOneString);
  return data && toLatin1(data.subarray(0, data.indexOf(0)));
}

function isOneString(entry: IndexEntry): boolean {
  return typeClass(entry.type) === 'string' && elementsOf(entry) === 1;
}

/** All numbers of an INT16 entry. */
export function getUint16s(header: Header, tag: number): Uint16Array | undefined {
  const data = find(header, tag, (entry) => entry.type === TYPES.INT16);
  if (data === undefined) return undefined;
  const from = view(data);
  // A loop, here and below: typed arrays' own from() takes five times as long.
  const values = new Uint16Array(data.length / 2);
  for (let i = 0; i < values.length; i++) values[i] = from.getUint16(2 * i);
  return values;
}

/** All numbers of an INT32 entry. */
export function getUint32s(header: Header, tag: number): Uint32Array | undefined {
  const data = find(header, tag, (entry) => entry.type === TYPES.INT32);
  if (data === undefined) return undefined;
  const from = view(data);
  const values = new Uint32Array(data.length / 4);
  for (let i = 0; i < values.length; i++) values[i] = from.getUint32(4 * i);
  return values;
}

/** All numbers of an INT64 entry. */
export function getUint64s(header: Header, tag: number): BigUint64Array | undefined {
  const data = find(header, tag, (entry) => entry.type === TYPES.INT64);
  if (data === undefined) return undefined;
  const from = view(data);
  const values = new BigUint64Array(data.length / 8);
  for (let i = 0; i < values.length; i++) values[i] = from.getBigUint64(8 * i);
  return values;
}

/** The first number of an INT32 entry. */
export function getUint32(header: Header, tag: number): number | undefined {
  const data = find(header, tag, (entry) => entry.type === TYPES.INT32);
  return data && view(data).getUint32(0);
}

/** The first number of an INT64 entry. */
export function getUint64(header: Header, tag: number): bigint | undefined {
  const data = find(header, tag, (entry) => entry.type === TYPES.INT64);
  return data && view(data).getBigUint64(0);
}

/** The bytes of a BIN entry. */
export function getBytes(header: Header, tag: number): Uint8Array | undefined {
  return find(header, tag, (entry) => entry.type === TYPES.BIN);
}
