/**
 * An encoder of headers, for fixtures: what the parsers read, sound or wrong in a chosen place.
 *
 * Policy: lays out what it is told in the order it is told, each value aligned for its type, and
 * makes index, region and lengths fit, except where the caller says how they are to be wrong. It
 * never writes a package that anybody gets: headers of real packages are copied, not encoded.
 * Source: rpm docs/manual/format_header.md.
 */
import { fromLatin1 } from '../bytes/hex.ts';
import { ENTRY_SIZE, INTRO_SIZE } from './intro.ts';
import { TYPES, typeAlignment } from './types.ts';

/** The numbers of an index entry, or of a region trailer, that are to be others than sound ones. */
export interface WrongFields {
  readonly tag?: number;
  readonly type?: number;
  /** In the store; in a trailer minus the bytes of the region's index. */
  readonly offset?: number;
  readonly count?: number;
}

export interface EntryToEncode {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** As it stands in the store. */
  readonly data: Uint8Array;
  readonly wrong?: WrongFields;
}

export interface RegionToEncode {
  /** 62 in a signature header, 63 in a main header. */
  readonly tag: number;
  readonly wrongEntry?: WrongFields;
  readonly wrongTrailer?: WrongFields;
}

export interface HeaderToEncode {
  /** Without the region's own. */
  readonly entries: readonly EntryToEncode[];
  /** None for a header as rpm 3 wrote them. */
  readonly region?: RegionToEncode;
  /** Entries behind the region's, their data behind its trailer. */
  readonly dribbles?: readonly EntryToEncode[];
  /** Bytes at the end of the store that belong to no entry. */
  readonly surplus?: Uint8Array;
  readonly wrongIntro?: {
    /** All eight bytes. */
    readonly magic?: Uint8Array;
    readonly entryCount?: number;
    readonly dataLength?: number;
  };
}

const MAGIC = Uint8Array.of(0x8e, 0xad, 0xe8, 0x01, 0, 0, 0, 0);

/** The bytes of the header: intro, index and store. */
export function encodeHeader(header: HeaderToEncode): Uint8Array {
  const { entries, region, dribbles = [], surplus = new Uint8Array(0), wrongIntro } = header;
  const index: Uint8Array[] = [];
  const store: Uint8Array[] = [];
  let size = 0;
  const place = ({ tag, type, count, data, wrong }: EntryToEncode): Uint8Array => {
    const padding = -size & (typeAlignment(type) - 1);
    const offset = size + padding;
    store.push(new Uint8Array(padding), data);
    size = offset + data.length;
    return numbers([tag, type, offset, count], wrong);
  };

  index.push(...entries.map(place));
  if (region !== undefined) {
    const { tag, wrongEntry: wrong, wrongTrailer } = region;
    const indexBytes = ENTRY_SIZE * (entries.length + 1);
    const data = numbers([tag, TYPES.BIN, -indexBytes, ENTRY_SIZE], wrongTrailer);
    const own = { tag, type: TYPES.BIN, count: ENTRY_SIZE, data };
    index.unshift(place(wrong === undefined ? own : { ...own, wrong }));
  }
  index.push(...dribbles.map(place));
  store.push(surplus);
  size += surplus.length;

  const intro = new Uint8Array(INTRO_SIZE);
  intro.set(wrongIntro?.magic ?? MAGIC);
  const view = new DataView(intro.buffer);
  view.setUint32(8, wrongIntro?.entryCount ?? index.length);
  view.setUint32(12, wrongIntro?.dataLength ?? size);
  return concatenated([intro, ...index, ...store]);
}

/** An INT16 entry; numbers of either sign. */
export function int16Entry(tag: number, values: readonly number[]): EntryToEncode {
  const data = new Uint8Array(2 * values.length);
  const view = new DataView(data.buffer);
  for (const [i, value] of values.entries()) view.setUint16(2 * i, value);
  return { tag, type: TYPES.INT16, count: values.length, data };
}

/** An INT32 entry; numbers of either sign. */
export function int32Entry(tag: number, values: readonly number[]): EntryToEncode {
  const data = new Uint8Array(4 * values.length);
  const view = new DataView(data.buffer);
  for (const [i, value] of values.entries()) view.setUint32(4 * i, value);
  return { tag, type: TYPES.INT32, count: values.length, data };
}

/** An INT64 entry. */
export function int64Entry(tag: number, values: readonly bigint[]): EntryToEncode {
  const data = new Uint8Array(8 * values.length);
  const view = new DataView(data.buffer);
  for (const [i, value] of values.entries()) view.setBigUint64(8 * i, value);
  return { tag, type: TYPES.INT64, count: values.length, data };
}

/** A STRING entry; the value is a byte string without NUL. */
export function stringEntry(tag: number, value: string): EntryToEncode {
  return { tag, type: TYPES.STRING, count: 1, data: fromLatin1(`${value}\0`) };
}

/** A STRING_ARRAY entry of byte strings without NUL. */
export function stringArrayEntry(tag: number, values: readonly string[]): EntryToEncode {
  const data = fromLatin1(values.map((value) => `${value}\0`).join(''));
  return { tag, type: TYPES.STRING_ARRAY, count: values.length, data };
}

/** A BIN entry. */
export function binEntry(tag: number, data: Uint8Array): EntryToEncode {
  return { tag, type: TYPES.BIN, count: data.length, data };
}

/** Sixteen bytes: tag, type, offset, count. */
function numbers(
  [tag, type, offset, count]: readonly [number, number, number, number],
  wrong: WrongFields = {},
): Uint8Array {
  const bytes = new Uint8Array(ENTRY_SIZE);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, wrong.tag ?? tag);
  view.setUint32(4, wrong.type ?? type);
  view.setUint32(8, wrong.offset ?? offset);
  view.setUint32(12, wrong.count ?? count);
  return bytes;
}

function concatenated(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
