/**
 * A header entry by entry, sound or not.
 *
 * Policy: what rpm refuses is shown as far as it can be told: the index always, the data of an
 * entry only where it lies behind the data of the entries before it, so that no byte is looked at
 * twice. Values are cut when a header holds more of them than anybody reads.
 */
import type { ByteSource } from '../../native-free-parsers/bytes/byte-source.ts';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { toHex, toLatin1 } from '../../native-free-parsers/bytes/hex.ts';
import { dataLength } from '../../native-free-parsers/header/data-length.ts';
import { type Header, isDribble, parseHeader } from '../../native-free-parsers/header/header.ts';
import { type IndexEntry, readEntries } from '../../native-free-parsers/header/index-entry.ts';
import {
  bodySize,
  ENTRY_SIZE,
  INTRO_SIZE,
  parseIntro,
} from '../../native-free-parsers/header/intro.ts';
import type { HeaderKind } from '../../native-free-parsers/header/limits.ts';
import { REGION_TAG } from '../../native-free-parsers/header/region.ts';
import { SIGTAG, signatureTagName, tagInfo } from '../../native-free-parsers/header/tags.ts';
import {
  elementSize,
  isStorableType,
  TYPES,
  typeClass,
  typeName,
} from '../../native-free-parsers/header/types.ts';
import { describeSignature, signatureText } from '../../native-free-parsers/openpgp-signature.ts';
import { readUpTo } from './inspect-bytes.ts';
import { inspectedText } from './inspected-text.ts';
import type {
  Blob,
  EntryInspection,
  EntryValue,
  HeaderInspection,
  RegionInspection,
} from './inspection.ts';

/** Numbers and characters in one header's values: more than a package of 100,000 files has. */
const VALUE_LIMIT = 32 * 1024 * 1024;
/** What a string counts beside its characters, as it is an object of its own. */
const STRING_COST = 8;
const BLOB_PREFIX = 64;

/** How many more numbers and characters may be listed; negative once something was cut. */
interface Allowance {
  left: number;
}

/** A header that rpm accepts. */
export function inspectHeader(header: Header): HeaderInspection {
  const { kind, offset, entries, store, lengths } = header;
  const allowance = { left: VALUE_LIMIT };
  const at = layoutOf(offset, entries.length);
  return {
    offset,
    length: header.bytes.length,
    entryCount: entries.length,
    dataLength: store.length,
    ...at,
    region: regionOf(header, at.storeOffset),
    entries: entries.map((entry, i) => {
      const own = i === 0 && header.region !== undefined;
      const data = dataOf(store, entry, own ? ENTRY_SIZE : lengths[i]!);
      const place =
        header.region === undefined ? null : isDribble(header, i) ? 'dribble' : 'region';
      return inspectEntry(kind, at, i, entry, data, place, allowance);
    }),
  };
}

/**
 * The header at `offset` of a source, although rpm refuses it or the file ends within it.
 * @returns null when not even the intro is readable.
 */
export function outlineHeader(
  source: ByteSource,
  kind: HeaderKind,
  offset: number,
): HeaderInspection | null {
  const start = readUpTo(source, offset, INTRO_SIZE);
  if (start.length < INTRO_SIZE) return null;
  const intro = readable(() => parseIntro(start, kind, offset));
  if (intro === undefined) return null;
  const length = INTRO_SIZE + bodySize(intro);
  const bytes = readUpTo(source, offset, length);
  const header = readable(() => parseHeader(bytes, kind, offset));
  if (header !== undefined) return inspectHeader(header);

  const at = layoutOf(offset, intro.entryCount);
  const index = bytes.subarray(INTRO_SIZE, at.storeOffset - offset);
  const view = new DataView(index.buffer, index.byteOffset, index.length);
  const entries = readEntries(view, 0, Math.floor(index.length / ENTRY_SIZE));
  const store = bytes.subarray(at.storeOffset - offset);
  const lengths = plausibleLengths(kind, entries, store);
  const allowance = { left: VALUE_LIMIT };
  return {
    offset,
    length,
    ...intro,
    ...at,
    region: null,
    entries: entries.map((entry, i) => {
      const size = lengths[i];
      const data = size === undefined ? undefined : dataOf(store, entry, size);
      return inspectEntry(kind, at, i, entry, data, null, allowance);
    }),
  };
}

interface Layout {
  readonly indexOffset: number;
  readonly storeOffset: number;
}

function layoutOf(offset: number, entryCount: number): Layout {
  const indexOffset = offset + INTRO_SIZE;
  return { indexOffset, storeOffset: indexOffset + entryCount * ENTRY_SIZE };
}

function regionOf({ region }: Header, storeOffset: number): RegionInspection | null {
  if (region === undefined) return null;
  const { tag, entryCount, dataLength: size, trailer, trailerOffset } = region;
  return {
    tag,
    entryCount,
    dataLength: size,
    trailer: {
      offset: storeOffset + trailerOffset,
      length: ENTRY_SIZE,
      storeOffset: trailerOffset,
      tag: trailer.tag,
      type: trailer.type,
      offsetField: trailer.offset,
      count: trailer.count,
    },
  };
}

/**
 * Bytes of data of each entry where nothing vouches for them; undefined where the entry leads to
 * none, or to what earlier entries cover.
 */
function plausibleLengths(
  kind: HeaderKind,
  entries: readonly IndexEntry[],
  store: Uint8Array,
): (number | undefined)[] {
  let end = 0;
  return entries.map(({ tag, type, offset, count }, i) => {
    const own = i === 0 && tag === REGION_TAG[kind];
    const start = own ? 0 : end;
    if (!isStorableType(type) || count < 1 || offset < start || offset > store.length) {
      return undefined;
    }
    const length = dataLength(store, type, offset, count);
    const fits = length >= 0;
    if (fits && !own) end = offset + length;
    // Strings that do not end cover all the rest: it has just been searched.
    if (!fits && typeClass(type) === 'string') end = store.length;
    return fits ? length : undefined;
  });
}

function dataOf(store: Uint8Array, { offset }: IndexEntry, length: number): Uint8Array {
  return store.subarray(offset, offset + length);
}

function inspectEntry(
  kind: HeaderKind,
  at: Layout,
  position: number,
  entry: IndexEntry,
  data: Uint8Array | undefined,
  place: EntryInspection['place'],
  allowance: Allowance,
): EntryInspection {
  const { tag, type, count, offset } = entry;
  const value = data === undefined ? null : entryValue(type, data, allowance);
  return {
    indexOffset: at.indexOffset + position * ENTRY_SIZE,
    tag,
    name: nameOf(kind, tag),
    type,
    typeName: typeName(type) ?? null,
    count,
    storeOffset: offset,
    offset: data === undefined ? null : at.storeOffset + offset,
    length: data?.length ?? null,
    place,
    value,
    valueComplete: type === TYPES.BIN || allowance.left >= 0,
    signature: data === undefined ? null : signatureOf(kind, tag, type, data),
  };
}

function nameOf(kind: HeaderKind, tag: number): string | null {
  if (kind === 'main') return tagInfo(tag)?.name ?? null;
  const name = signatureTagName(tag);
  return name.startsWith('#') ? null : name;
}

function entryValue(type: number, data: Uint8Array, allowance: Allowance): EntryValue {
  if (type === TYPES.BIN) return blobOf(data);
  if (typeClass(type) !== 'string') return numbersOf(type, data, allowance);
  const strings = stringsOf(data, allowance);
  return type === TYPES.STRING ? (strings[0] ?? '') : strings;
}

function blobOf(bytes: Uint8Array): Blob {
  return { length: bytes.length, hex: toHex(bytes.subarray(0, BLOB_PREFIX)) };
}

function numbersOf(type: number, data: Uint8Array, allowance: Allowance): (string | number)[] {
  const size = elementSize(type)!;
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const read: Readonly<Record<number, (at: number) => number | bigint>> = {
    1: (at) => view.getUint8(at),
    2: (at) => view.getUint16(at),
    4: (at) => view.getUint32(at),
    8: (at) => view.getBigUint64(at),
  };
  const length = take(allowance, data.length / size);
  return Array.from({ length }, (_, i) => plainNumber(read[size]!(i * size)));
}

function plainNumber(value: number | bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : `${value}`;
}

/** Each of the strings ends with a NUL. */
function stringsOf(data: Uint8Array, allowance: Allowance): string[] {
  const strings: string[] = [];
  let start = 0;
  while (start < data.length && allowance.left >= 0) {
    const end = data.indexOf(0, start);
    const length = take(allowance, end - start + STRING_COST) - STRING_COST;
    if (length >= 0) strings.push(inspectedText(toLatin1(data.subarray(start, start + length))));
    start = end + 1;
  }
  return strings;
}

/** How much of `wanted` may be listed; once it is less, nothing more is. */
function take(allowance: Allowance, wanted: number): number {
  const granted = Math.max(0, Math.min(wanted, allowance.left));
  allowance.left -= wanted;
  return granted;
}

const OPENPGP_TAGS: readonly number[] = [SIGTAG.PGP, SIGTAG.GPG, SIGTAG.RSA, SIGTAG.DSA];

function signatureOf(kind: HeaderKind, tag: number, type: number, data: Uint8Array): string | null {
  if (kind === 'main' || type !== TYPES.BIN || !OPENPGP_TAGS.includes(tag)) return null;
  const description = readable(() => describeSignature(data));
  return description === undefined ? null : signatureText(description);
}

/** What `read` returns, or undefined where it meets a FormatError. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}
