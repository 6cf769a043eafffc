/**
 * Takes a finished package apart and puts it together again, byte for byte the same if nothing was
 * changed. Policy: only for sane packages, the mutators' starting points; nothing is checked.
 */

import { encodeHeader, type HeaderShape } from '../writer/header-blob.ts';
import { ENTRY_TYPE, type HeaderEntry } from '../writer/header-entry.ts';
import { TAG } from '../writer/tags.ts';

const LEAD_SIZE = 96;
const INTRO_SIZE = 16;
const INDEX_ENTRY_SIZE = 16;

export interface PackageParts {
  readonly lead: Uint8Array;
  readonly signature: HeaderShape;
  /** Between the signature header and the main header: up to 7 bytes. */
  readonly padding: Uint8Array;
  readonly main: HeaderShape;
  readonly payload: Uint8Array;
}

export function takeApart(bytes: Uint8Array): PackageParts {
  const signature = headerAt(bytes, LEAD_SIZE);
  const mainStart = Math.ceil(signature.end / 8) * 8;
  const main = headerAt(bytes, mainStart);
  return {
    lead: bytes.subarray(0, LEAD_SIZE),
    signature: signature.shape,
    padding: bytes.subarray(signature.end, mainStart),
    main: main.shape,
    payload: bytes.subarray(main.end),
  };
}

/** Padding of the right length is used as it is, otherwise zeros of the right length. */
export function putTogether(parts: PackageParts): Uint8Array {
  const signature = encodeHeader(parts.signature);
  const padLength = -signature.length & 7;
  const padding = parts.padding.length === padLength ? parts.padding : new Uint8Array(padLength);
  const main = encodeHeader(parts.main);
  return Buffer.concat([parts.lead, signature, padding, main, parts.payload]);
}

/** A header with one entry's value replaced; an entry that is absent is an error. */
export function withEntry(
  shape: HeaderShape,
  tag: number,
  change: (entry: HeaderEntry) => HeaderEntry,
): HeaderShape {
  entryOf(shape, tag);
  return {
    ...shape,
    entries: shape.entries.map((entry) => (entry.tag === tag ? change(entry) : entry)),
  };
}

export function withoutEntries(shape: HeaderShape, ...tags: readonly number[]): HeaderShape {
  return { ...shape, entries: shape.entries.filter(({ tag }) => !tags.includes(tag)) };
}

export function entryOf(shape: HeaderShape, tag: number): HeaderEntry {
  const found = shape.entries.find((entry) => entry.tag === tag);
  if (!found) throw new RangeError(`the header has no tag ${tag}`);
  return found;
}

function headerAt(bytes: Uint8Array, start: number): { shape: HeaderShape; end: number } {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const entryCount = view.readUInt32BE(start + 8);
  const storeSize = view.readUInt32BE(start + 12);
  const indexStart = start + INTRO_SIZE;
  const storeStart = indexStart + entryCount * INDEX_ENTRY_SIZE;
  const end = storeStart + storeSize;
  const all = Array.from({ length: entryCount }, (_, i) => {
    const at = indexStart + i * INDEX_ENTRY_SIZE;
    const type = view.readUInt32BE(at + 4);
    const count = view.readUInt32BE(at + 12);
    const value = view.subarray(storeStart + view.readUInt32BE(at + 8), end);
    const data = value.subarray(0, dataLength(type, count, value));
    return { tag: view.readUInt32BE(at), type, count, data };
  });
  const [first, ...entries] = all;
  if (first?.tag !== TAG.HEADERSIGNATURES && first?.tag !== TAG.HEADERIMMUTABLE) {
    return { shape: { entries: all }, end };
  }
  const inRegion = -first.data.readInt32BE(8) / INDEX_ENTRY_SIZE - 1;
  const shape = {
    region: { tag: first.tag },
    entries: entries.slice(0, inRegion),
    dribbles: entries.slice(inRegion),
  };
  return { shape, end };
}

function dataLength(type: number, count: number, value: Uint8Array): number {
  switch (type) {
    case ENTRY_TYPE.string:
    case ENTRY_TYPE.stringArray:
    case ENTRY_TYPE.i18nString: {
      let length = 0;
      for (let i = 0; i < count; i++) length = value.indexOf(0, length) + 1;
      return length;
    }
    case ENTRY_TYPE.int16:
      return 2 * count;
    case ENTRY_TYPE.int32:
      return 4 * count;
    case ENTRY_TYPE.int64:
      return 8 * count;
    default:
      return count;
  }
}
