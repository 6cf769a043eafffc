/**
 * Heads with one thing wrong each, and what rpm 4.18 says of them.
 * Policy: data only; parser and real rpm are both held against this table.
 */
import type { FormatErrorCode, Section } from '../../../native-free-parsers/bytes/format-error.ts';
import {
  binEntry,
  type EntryToEncode,
  encodeHeader,
  type HeaderToEncode,
  int16Entry,
  int32Entry,
  stringEntry,
  type WrongFields,
} from '../../../native-free-parsers/header/encode.ts';
import { SIGTAG, TAG } from '../../../native-free-parsers/header/tags.ts';
import { TYPES } from '../../../native-free-parsers/header/types.ts';
import {
  craftedPackage,
  MAIN_ENTRIES,
  mainEntries,
  mainHeader,
  SIGNATURE_ENTRIES,
  SIGNATURE_OFFSET,
  signatureHeader,
} from './crafted-package.ts';

export interface RefusedHead {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly code: FormatErrorCode;
  readonly section: Section;
  /** Absolute. */
  readonly offset: number;
  readonly rpmSays: string;
}

const MAIN_OFFSET =
  SIGNATURE_OFFSET + (signatureHeader().length + 7 - ((signatureHeader().length + 7) % 8));
const storeOf = (start: number, entryCount: number) => start + 16 + 16 * entryCount;
const indexOf = (start: number, position: number) => start + 16 + 16 * position;

function signature(parts: Partial<HeaderToEncode>): Uint8Array {
  return craftedPackage({ signature: signatureHeader(parts) });
}

function main(parts: Partial<HeaderToEncode>): Uint8Array {
  return craftedPackage({ main: mainHeader(parts) });
}

/** Entry `position` of the main header (the region is 0) with wrong numbers in the index. */
function mainWith(position: number, wrong: WrongFields): Uint8Array {
  const entries = MAIN_ENTRIES.map((entry, i) =>
    i === position - 1 ? { ...entry, wrong } : entry,
  );
  return main({ entries });
}

/** A main header with one more entry at its end. */
function mainAnd(entry: EntryToEncode): Uint8Array {
  return main({ entries: [...MAIN_ENTRIES, entry] });
}

const BAD_MAGIC = Uint8Array.of(0x8e, 0xad, 0xe8, 0x01, 0, 0, 0, 1);
const SIGNATURE_ENTRY_COUNT = SIGNATURE_ENTRIES.length + 1;
const MAIN_ENTRY_COUNT = MAIN_ENTRIES.length + 1;
const MAIN_DATA = mainHeader().length - 16 - 16 * MAIN_ENTRY_COUNT;
/** Index position of one more entry in the main header, its aligned offset, the length before it. */
const NEXT = { position: MAIN_ENTRY_COUNT, offset: (MAIN_DATA - 16 + 3) & ~3, lengthBefore: 22 };

const INTRO: RefusedHead[] = [
  {
    name: 'signature header magic with a reserved byte set',
    bytes: signature({ wrongIntro: { magic: BAD_MAGIC } }),
    code: 'BAD_MAGIC',
    section: 'signature-header',
    offset: SIGNATURE_OFFSET,
    rpmSays: 'signature hdr magic: BAD',
  },
  {
    name: 'main header magic where no padding should be',
    bytes: craftedPackage({ padding: new Uint8Array(8) }),
    code: 'BAD_MAGIC',
    section: 'main-header',
    offset: MAIN_OFFSET,
    rpmSays: 'hdr magic: BAD',
  },
  {
    name: '33 signature tags',
    bytes: signature({ wrongIntro: { entryCount: 33 } }),
    code: 'OUT_OF_RANGE',
    section: 'signature-header',
    offset: SIGNATURE_OFFSET + 8,
    rpmSays: 'signature hdr tags: BAD, no. of tags(33) out of range',
  },
  {
    name: '65,536 main tags',
    bytes: main({ wrongIntro: { entryCount: 0x10000 } }),
    code: 'OUT_OF_RANGE',
    section: 'main-header',
    offset: MAIN_OFFSET + 8,
    rpmSays: 'hdr tags: BAD, no. of tags(65536) out of range',
  },
  {
    name: '2^32 - 1 main tags',
    bytes: main({ wrongIntro: { entryCount: 0xffffffff } }),
    code: 'OUT_OF_RANGE',
    section: 'main-header',
    offset: MAIN_OFFSET + 8,
    rpmSays: 'hdr tags: BAD, no. of tags(4294967295) out of range',
  },
  {
    name: 'a signature header above 64 MiB',
    bytes: signature({ wrongIntro: { dataLength: 64 * 1024 * 1024 + 1 } }),
    code: 'OUT_OF_RANGE',
    section: 'signature-header',
    offset: SIGNATURE_OFFSET + 12,
    rpmSays: 'signature hdr data: BAD, no. of bytes(67108865) out of range',
  },
  {
    name: 'a main header of 256 MiB of data',
    bytes: main({ wrongIntro: { dataLength: 0x10000000 } }),
    code: 'OUT_OF_RANGE',
    section: 'main-header',
    offset: MAIN_OFFSET + 12,
    rpmSays: 'hdr data: BAD, no. of bytes(268435456) out of range',
  },
  {
    name: 'no tags at all',
    bytes: craftedPackage({ main: encodeHeader({ entries: [] }) }),
    code: 'BAD_REGION',
    section: 'main-header',
    offset: MAIN_OFFSET + 8,
    rpmSays: 'region: no tags',
  },
];

const REGION: RefusedHead[] = [
  {
    name: 'a region tag of another type',
    bytes: main({ region: { tag: 63, wrongEntry: { type: TYPES.STRING } } }),
    code: 'BAD_REGION',
    section: 'main-header',
    offset: indexOf(MAIN_OFFSET, 0),
    rpmSays: `region tag: BAD, tag 63 type 6 offset ${MAIN_DATA - 16} count 16`,
  },
  {
    name: 'a region tag of 15 bytes',
    bytes: signature({ region: { tag: 62, wrongEntry: { count: 15 } } }),
    code: 'BAD_REGION',
    section: 'signature-header',
    offset: indexOf(SIGNATURE_OFFSET, 0),
    rpmSays: 'signature region tag: BAD, tag 62 type 7 offset 24 count 15',
  },
  {
    name: 'a region trailer that starts a byte too late',
    bytes: signature({ region: { tag: 62, wrongEntry: { offset: 25 } } }),
    code: 'BAD_REGION',
    section: 'signature-header',
    offset: indexOf(SIGNATURE_OFFSET, 0) + 8,
    rpmSays: 'signature region offset: BAD, tag 62 type 7 offset 25 count 16',
  },
  {
    name: 'a region trailer far in front of the data',
    bytes: main({ region: { tag: 63, wrongEntry: { offset: -17 } } }),
    code: 'BAD_REGION',
    section: 'main-header',
    offset: indexOf(MAIN_OFFSET, 0) + 8,
    rpmSays: 'region offset: BAD, tag 63 type 7 offset -17 count 16',
  },
  {
    name: 'a trailer of another tag, its offset printed negated',
    bytes: signature({ region: { tag: 62, wrongTrailer: { tag: 99 } } }),
    code: 'BAD_REGION',
    section: 'signature-header',
    offset: storeOf(SIGNATURE_OFFSET, SIGNATURE_ENTRY_COUNT) + 24,
    rpmSays: 'signature region trailer: BAD, tag 99 type 7 offset 64 count 16',
  },
  {
    name: 'a trailer of tag 61 in a main header',
    bytes: main({ region: { tag: 63, wrongTrailer: { tag: 61 } } }),
    code: 'BAD_REGION',
    section: 'main-header',
    offset: storeOf(MAIN_OFFSET, MAIN_ENTRY_COUNT) + MAIN_DATA - 16,
    rpmSays: `region trailer: BAD, tag 61 type 7 offset ${16 * MAIN_ENTRY_COUNT} count 16`,
  },
  {
    name: 'a trailer of the largest negative offset',
    bytes: main({ region: { tag: 63, wrongTrailer: { offset: 0x80000000, count: 17 } } }),
    code: 'BAD_REGION',
    section: 'main-header',
    offset: storeOf(MAIN_OFFSET, MAIN_ENTRY_COUNT) + MAIN_DATA - 16,
    rpmSays: 'region trailer: BAD, tag 63 type 7 offset -2147483648 count 17',
  },
  ...[
    { name: 'more entries than there are', offset: -16 * 5, ril: 5 },
    { name: 'a broken number of entries', offset: -20, ril: 1 },
    { name: 'fewer than no entries', offset: 5, ril: -1 },
  ].map(({ name, offset, ril }) => ({
    name: `a region of ${name}`,
    bytes: signature({ region: { tag: 62, wrongTrailer: { offset } } }),
    code: 'BAD_REGION' as const,
    section: 'signature-header' as const,
    offset: storeOf(SIGNATURE_OFFSET, SIGNATURE_ENTRY_COUNT) + 24 + 8,
    rpmSays: `signature region 62 size: BAD, ril ${ril} il 4 rdl 40 dl 40`,
  })),
  {
    name: 'a dribble in a main header',
    bytes: main({ dribbles: [stringEntry(TAG.SUMMARY, 'added')] }),
    code: 'BAD_REGION',
    section: 'main-header',
    offset: storeOf(MAIN_OFFSET, MAIN_ENTRY_COUNT + 1) + MAIN_DATA - 16 + 8,
    rpmSays: `region 63: tag number mismatch il ${MAIN_ENTRY_COUNT + 1} ril ${MAIN_ENTRY_COUNT} dl ${MAIN_DATA + 6} rdl ${MAIN_DATA}`,
  },
  {
    name: 'data behind the trailer in a main header',
    bytes: main({ surplus: new Uint8Array(16) }),
    code: 'BAD_REGION',
    section: 'main-header',
    offset: storeOf(MAIN_OFFSET, MAIN_ENTRY_COUNT) + MAIN_DATA - 16 + 8,
    rpmSays: `region 63: tag number mismatch il ${MAIN_ENTRY_COUNT} ril ${MAIN_ENTRY_COUNT} dl ${MAIN_DATA + 16} rdl ${MAIN_DATA}`,
  },
];

function badEntry(name: string, bytes: Uint8Array, position: number, rpmSays: string): RefusedHead {
  const offset = indexOf(MAIN_OFFSET, position);
  return { name, bytes, code: 'BAD_ENTRY', section: 'main-header', offset, rpmSays };
}

const NEXT_TAG = `tag[${NEXT.position - 1}]: BAD, tag`;

const ENTRY: RefusedHead[] = [
  badEntry(
    'data that overlaps the data before',
    mainWith(3, { offset: 9 }),
    3,
    'tag[2]: BAD, tag 1001 type 6 offset 9 count 1 len 8',
  ),
  badEntry(
    'a tag below 100',
    mainWith(1, { tag: 99 }),
    1,
    'tag[0]: BAD, tag 99 type 8 offset 0 count 1 len 0',
  ),
  badEntry(
    'a tag above 2^31, negative to rpm',
    mainAnd(int32Entry(0xffffffff, [1])),
    NEXT.position,
    `${NEXT_TAG} -1 type 4 offset ${NEXT.offset} count 1 len ${NEXT.lengthBefore}`,
  ),
  badEntry(
    'type 0',
    mainWith(2, { type: 0 }),
    2,
    'tag[1]: BAD, tag 1000 type 0 offset 2 count 1 len 2',
  ),
  badEntry(
    'type 10',
    mainWith(2, { type: 10 }),
    2,
    'tag[1]: BAD, tag 1000 type 10 offset 2 count 1 len 2',
  ),
  badEntry(
    'type 2^31',
    mainWith(2, { type: 0x80000000 }),
    2,
    'tag[1]: BAD, tag 1000 type -2147483648 offset 2 count 1 len 2',
  ),
  badEntry(
    'a count of 0',
    mainWith(3, { count: 0 }),
    3,
    'tag[2]: BAD, tag 1001 type 6 offset 10 count 0 len 8',
  ),
  badEntry(
    'a count above the bytes of data',
    mainWith(3, { count: MAIN_DATA + 1 }),
    3,
    `tag[2]: BAD, tag 1001 type 6 offset 10 count ${MAIN_DATA + 1} len 8`,
  ),
  badEntry(
    'a count of 2^32 - 1',
    mainWith(3, { count: 0xffffffff }),
    3,
    'tag[2]: BAD, tag 1001 type 6 offset 10 count -1 len 8',
  ),
  badEntry(
    'a misaligned INT16',
    mainAnd({ ...int16Entry(6000, [1]), wrong: { offset: NEXT.offset + 1 } }),
    NEXT.position,
    `${NEXT_TAG} 6000 type 3 offset ${NEXT.offset + 1} count 1 len ${NEXT.lengthBefore}`,
  ),
  badEntry(
    'an offset behind the data',
    mainWith(7, { offset: MAIN_DATA + 1 }),
    7,
    `tag[6]: BAD, tag 1044 type 6 offset ${MAIN_DATA + 1} count 1 len 7`,
  ),
  badEntry(
    'a negative offset',
    mainWith(1, { offset: -1 }),
    1,
    'tag[0]: BAD, tag 100 type 8 offset -1 count 1 len 0',
  ),
  badEntry(
    'a known tag of another type',
    main({ entries: mainEntries(int32Entry(TAG.NAME, [1])) }),
    2,
    'tag[1]: BAD, tag 1000 type 4 offset 4 count 1 len 2',
  ),
  badEntry(
    'numbers that end outside the data',
    mainAnd({ ...int32Entry(6000, [1]), wrong: { count: 6 } }),
    NEXT.position,
    `${NEXT_TAG} 6000 type 4 offset ${NEXT.offset} count 6 len -1`,
  ),
  badEntry(
    'a STRING of two',
    mainWith(2, { count: 2 }),
    2,
    'tag[1]: BAD, tag 1000 type 6 offset 2 count 2 len -1',
  ),
  badEntry(
    'numbers that reach into the region trailer',
    mainAnd({ ...int32Entry(6000, [1]), wrong: { count: 2 } }),
    NEXT.position,
    `${NEXT_TAG} 6000 type 4 offset ${NEXT.offset} count 2 len 8`,
  ),
  {
    name: 'a string without end in a v3 header',
    bytes: craftedPackage({
      main: encodeHeader({
        entries: [
          ...MAIN_ENTRIES,
          { tag: 6000, type: TYPES.STRING, count: 1, data: Uint8Array.of(0x41) },
        ],
      }),
    }),
    code: 'BAD_ENTRY',
    section: 'main-header',
    offset: indexOf(MAIN_OFFSET, 7),
    rpmSays: `tag[7]: BAD, tag 6000 type 6 offset ${MAIN_DATA - 16} count 1 len -1`,
  },
  {
    name: 'the region of a v3 header that was re-exported',
    bytes: main({ region: { tag: 61 } }),
    code: 'BAD_ENTRY',
    section: 'main-header',
    offset: indexOf(MAIN_OFFSET, 0),
    rpmSays: `tag[0]: BAD, tag 61 type 7 offset ${MAIN_DATA - 16} count 16 len 0`,
  },
  {
    name: 'more than 1,048,575 elements in a signature header',
    bytes: signature({
      entries: [...SIGNATURE_ENTRIES, int16Entry(SIGTAG.RESERVEDSPACE, Array(0x100000).fill(0))],
    }),
    code: 'BAD_ENTRY',
    section: 'signature-header',
    offset: indexOf(SIGNATURE_OFFSET, 4),
    rpmSays: 'signature tag[3]: BAD, tag 1008 type 3 offset 24 count 1048576 len 4',
  },
];

const TRUNCATED: RefusedHead[] = [
  {
    name: 'after the lead',
    size: 96,
    section: 'signature-header' as const,
    says: 'signature hdr size(16): BAD, read returned 0',
  },
  {
    name: 'in the signature intro',
    size: 111,
    section: 'signature-header' as const,
    says: 'signature hdr size(16): BAD, read returned 0',
  },
  {
    name: 'in the signature data',
    size: 150,
    section: 'signature-header' as const,
    says: 'signature hdr blob(104): BAD, read returned 0',
  },
  {
    name: 'after the signature header',
    size: MAIN_OFFSET,
    section: 'main-header' as const,
    says: 'hdr size(16): BAD, read returned 0',
  },
  {
    name: 'in the main data',
    size: MAIN_OFFSET + 40,
    section: 'main-header' as const,
    says: `hdr blob(${16 * MAIN_ENTRY_COUNT + MAIN_DATA}): BAD, read returned 0`,
  },
].map(({ name, size, section, says }) => ({
  name: `cut ${name}`,
  bytes: craftedPackage().subarray(0, size),
  code: 'TRUNCATED' as const,
  section,
  offset: size,
  rpmSays: says,
}));

const ODD_SIGNATURE = signatureHeader({
  entries: [binEntry(SIGTAG.RESERVEDSPACE, new Uint8Array(3))],
});

TRUNCATED.push({
  name: 'cut in the padding',
  bytes: craftedPackage({ signature: ODD_SIGNATURE }).subarray(
    0,
    SIGNATURE_OFFSET + ODD_SIGNATURE.length + 2,
  ),
  code: 'TRUNCATED',
  section: 'signature-header',
  offset: SIGNATURE_OFFSET + ODD_SIGNATURE.length + 2,
  rpmSays: 'signature sigh pad(5): BAD, read 0 bytes',
});

/** What a parser of heads must throw. */
export const REFUSED_HEADS: readonly RefusedHead[] = [...INTRO, ...REGION, ...ENTRY, ...TRUNCATED];
