/**
 * One header entry as the bytes it has in the store, and the constructors by type.
 * Policy: nothing is checked against the tag; a wrong type or count is the caller's wish.
 * Source: rpm docs/manual/format_header.md.
 */

export const ENTRY_TYPE = {
  int16: 3,
  int32: 4,
  int64: 5,
  string: 6,
  binary: 7,
  stringArray: 8,
  i18nString: 9,
} as const;

export interface HeaderEntry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Big-endian, strings with their NULs. */
  readonly data: Uint8Array;
}

export function int16(tag: number, values: readonly number[]): HeaderEntry {
  const data = Buffer.alloc(2 * values.length);
  values.forEach((value, i) => {
    data.writeUInt16BE(value & 0xffff, 2 * i);
  });
  return { tag, type: ENTRY_TYPE.int16, count: values.length, data };
}

/** Values from -2^31 to 2^32 - 1: rpm has both signs in the same type. */
export function int32(tag: number, values: readonly number[]): HeaderEntry {
  const data = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => {
    data.writeUInt32BE(value >>> 0, 4 * i);
  });
  return { tag, type: ENTRY_TYPE.int32, count: values.length, data };
}

export function int64(tag: number, values: readonly number[]): HeaderEntry {
  const data = Buffer.alloc(8 * values.length);
  values.forEach((value, i) => {
    data.writeBigUInt64BE(BigInt(value), 8 * i);
  });
  return { tag, type: ENTRY_TYPE.int64, count: values.length, data };
}

export function string(tag: number, value: string): HeaderEntry {
  return { tag, type: ENTRY_TYPE.string, count: 1, data: nulTerminated([value]) };
}

export function stringArray(tag: number, values: readonly string[]): HeaderEntry {
  const data = nulTerminated(values);
  return { tag, type: ENTRY_TYPE.stringArray, count: values.length, data };
}

/** A translatable string with one translation. */
export function i18nString(tag: number, value: string): HeaderEntry {
  return { tag, type: ENTRY_TYPE.i18nString, count: 1, data: nulTerminated([value]) };
}

export function binary(tag: number, data: Uint8Array): HeaderEntry {
  return { tag, type: ENTRY_TYPE.binary, count: data.length, data };
}

/** How many bytes a value of the type must be aligned to in the store. */
export function alignmentOf(type: number): number {
  if (type === ENTRY_TYPE.int16) return 2;
  if (type === ENTRY_TYPE.int32) return 4;
  return type === ENTRY_TYPE.int64 ? 8 : 1;
}

function nulTerminated(values: readonly string[]): Uint8Array {
  return Buffer.from(values.map((value) => `${value}\0`).join(''));
}
