/** Changes to one header: intro, index entries, region trailer, values by their types. */
import type { SeededRandom } from '../../support/seeded-random.ts';
import type { InputMutator } from '../fuzz-target.ts';
import { joined } from './byte-mutators.ts';
import { oddNumber, pick } from './pick.ts';
import {
  RAW_ENTRY,
  type RawEntry,
  type RawHeader,
  rawEntry,
  rawHeaderAt,
  viewOf,
} from './raw-package.ts';

/** Changes the bytes in place; they are the mutator's own. */
type HeaderChange = (bytes: Uint8Array, header: RawHeader, random: SeededRandom) => void;

const FIELD = { tag: 0, type: 4, offset: 8, count: 12 } as const;
const REGION_TAGS = [61, 62, 63];
/** Tags that decide most: those of files and digests, names, and the region's. */
const TAGS: readonly number[] = [
  ...REGION_TAGS,
  ...[100, 257, 259, 261, 264, 267, 268, 269, 270, 271, 273, 274, 275, 276, 278, 279],
  ...[1000, 1001, 1002, 1003, 1004, 1005, 1007, 1014, 1021, 1022, 1027, 1028, 1030, 1033, 1034],
  ...[1035, 1036, 1037, 1039, 1040, 1044, 1045, 1046, 1095, 1096, 1106, 1116, 1117, 1118, 1124],
  ...[1125, 5008, 5009, 5011, 5062, 5090, 5092, 5093, 5097, 5110, 5112, 5116],
];

const setTag: HeaderChange = (bytes, header, random) => {
  const { at, tag } = anyEntry(bytes, header, random);
  const next = random() < 0.7 ? pick(random, TAGS) : oddNumber(random, tag);
  viewOf(bytes).setUint32(at + FIELD.tag, next);
};

const setType: HeaderChange = (bytes, header, random) => {
  const { at, type } = anyEntry(bytes, header, random);
  const next = random() < 0.8 ? random.between(0, 10) : oddNumber(random, type);
  viewOf(bytes).setUint32(at + FIELD.type, next);
};

const setOffset: HeaderChange = (bytes, header, random) => {
  const { at } = anyEntry(bytes, header, random);
  const view = viewOf(bytes);
  const other = anyEntry(bytes, header, random).dataAt - header.storeAt;
  const current = random() < 0.5 ? other : view.getUint32(at + FIELD.offset);
  view.setUint32(at + FIELD.offset, random() < 0.3 ? other : oddNumber(random, current));
};

const setCount: HeaderChange = (bytes, header, random) => {
  const { at, count } = anyEntry(bytes, header, random);
  viewOf(bytes).setUint32(at + FIELD.count, oddNumber(random, count));
};

const swapEntries: HeaderChange = (bytes, header, random) => {
  const { at } = anyEntry(bytes, header, random);
  const other = anyEntry(bytes, header, random).at;
  const kept = bytes.slice(at, at + RAW_ENTRY);
  bytes.copyWithin(at, other, other + RAW_ENTRY);
  bytes.set(kept, other);
};

const repeatEntry: HeaderChange = (bytes, header, random) => {
  const { at } = anyEntry(bytes, header, random);
  bytes.copyWithin(anyEntry(bytes, header, random).at, at, at + RAW_ENTRY);
};

/** The trailer, or what the region's entry says of it. */
const setTrailer: HeaderChange = (bytes, header, random) => {
  const region = rawEntry(bytes, header, 0);
  const field = pick(random, Object.values(FIELD));
  const at = random() < 0.5 ? region.at + field : region.dataAt + field;
  if (!REGION_TAGS.includes(region.tag) || at < header.start || at + 4 > header.end) return;
  const view = viewOf(bytes);
  view.setUint32(at, oddNumber(random, view.getUint32(at)));
};

const setIntro: HeaderChange = (bytes, header, random) => {
  const at = header.start + pick(random, [8, 12]);
  const view = viewOf(bytes);
  view.setUint32(at, oddNumber(random, view.getUint32(at)));
};

const WIDTHS: Readonly<Record<number, number>> = { 3: 2, 4: 4, 5: 8 };

/** An element of an array of numbers, or a byte of anything else. */
const setValue: HeaderChange = (bytes, header, random) => {
  const { type, dataAt, count } = anyEntry(bytes, header, random);
  const width = WIDTHS[type] ?? 1;
  const at = dataAt + width * random.between(0, Math.min(count, 64) - (count > 0 ? 1 : 0));
  if (at < header.storeAt || at + width > header.end) return;
  const view = viewOf(bytes);
  if (width === 1) view.setUint8(at, random() < 0.3 ? 0 : random.between(0, 255));
  else if (width === 2) view.setUint16(at, oddNumber(random, view.getUint16(at)));
  else view.setUint32(at + width - 4, oddNumber(random, view.getUint32(at + width - 4)));
};

const CHANGES: readonly HeaderChange[] = [
  ...[setTag, setType, setOffset, setCount, swapEntries, repeatEntry, setTrailer, setIntro],
  ...[setValue, setValue, setValue],
];

/** Changes a header of these bytes, in place. */
export function changeHeader(bytes: Uint8Array, header: RawHeader, random: SeededRandom): void {
  if (header.entryCount > 0) pick(random, CHANGES)(bytes, header, random);
}

/** One more byte of data, or several, at the end of the store. */
export function growStore(bytes: Uint8Array, header: RawHeader, random: SeededRandom): Uint8Array {
  const more = random.bytes(random.between(1, 20));
  const grown = joined(bytes.subarray(0, header.end), more, bytes.subarray(header.end));
  viewOf(grown).setUint32(header.start + 12, header.end - header.storeAt + more.length);
  return grown;
}

/** For inputs that are one header. */
export const headerMutator: InputMutator = (input, random) => {
  const header = rawHeaderAt(input, 0);
  if (header === undefined) return undefined;
  if (random() < 0.1) return growStore(input, header, random);
  const changed = Uint8Array.from(input);
  changeHeader(changed, header, random);
  return changed;
};

function anyEntry(bytes: Uint8Array, header: RawHeader, random: SeededRandom): RawEntry {
  return rawEntry(bytes, header, random.between(0, header.entryCount - 1));
}
