/**
 * Heads with one unsound index entry each, and what rpm 4.18 says of them.
 * Policy: data only; parser and real rpm are both held against this table.
 */
import {
  type EntryToEncode,
  encodeHeader,
  int16Entry,
  int32Entry,
  type WrongFields,
} from '../../../native-free-parsers/header/encode.ts';
import { SIGTAG, TAG } from '../../../native-free-parsers/header/tags.ts';
import { TYPES } from '../../../native-free-parsers/header/types.ts';
import {
  craftedPackage,
  MAIN_ENTRIES,
  mainEntries,
  SIGNATURE_ENTRIES,
  SIGNATURE_OFFSET,
} from './crafted-package.ts';
import {
  indexOf,
  MAIN_DATA,
  MAIN_ENTRY_COUNT,
  MAIN_OFFSET,
  type RefusedHead,
  withMain,
  withSignature,
} from './refused-head.ts';

/** Entry `position` of the main header (the region is 0) with wrong numbers in the index. */
function mainWith(position: number, wrong: WrongFields): Uint8Array {
  const entries = MAIN_ENTRIES.map((entry, i) =>
    i === position - 1 ? { ...entry, wrong } : entry,
  );
  return withMain({ entries });
}

/** A main header with one more entry at its end. */
function mainAnd(entry: EntryToEncode): Uint8Array {
  return withMain({ entries: [...MAIN_ENTRIES, entry] });
}

/** Index position of one more entry in the main header, its aligned offset, the length before it. */
const NEXT = { position: MAIN_ENTRY_COUNT, offset: (MAIN_DATA - 16 + 3) & ~3, lengthBefore: 22 };

function badEntry(name: string, bytes: Uint8Array, position: number, rpmSays: string): RefusedHead {
  const offset = indexOf(MAIN_OFFSET, position);
  return { name, bytes, code: 'BAD_ENTRY', section: 'main-header', offset, rpmSays };
}

const NEXT_TAG = `tag[${NEXT.position - 1}]: BAD, tag`;

/** Entries that rpm does not take. */
export const REFUSED_ENTRIES: readonly RefusedHead[] = [
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
    withMain({ entries: mainEntries(int32Entry(TAG.NAME, [1])) }),
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
    bytes: withMain({ region: { tag: 61 } }),
    code: 'BAD_ENTRY',
    section: 'main-header',
    offset: indexOf(MAIN_OFFSET, 0),
    rpmSays: `tag[0]: BAD, tag 61 type 7 offset ${MAIN_DATA - 16} count 16 len 0`,
  },
  {
    name: 'more than 1,048,575 elements in a signature header',
    bytes: withSignature({
      entries: [...SIGNATURE_ENTRIES, int16Entry(SIGTAG.RESERVEDSPACE, Array(0x100000).fill(0))],
    }),
    code: 'BAD_ENTRY',
    section: 'signature-header',
    offset: indexOf(SIGNATURE_OFFSET, 4),
    rpmSays: 'signature tag[3]: BAD, tag 1008 type 3 offset 24 count 1048576 len 4',
  },
];
