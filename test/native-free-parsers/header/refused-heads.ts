/**
 * Heads with one thing wrong each, and what rpm 4.18 says of them.
 * Policy: data only; parser and real rpm are both held against this table.
 */
import { binEntry, encodeHeader, stringEntry } from '../../../native-free-parsers/header/encode.ts';
import { SIGTAG, TAG } from '../../../native-free-parsers/header/tags.ts';
import { TYPES } from '../../../native-free-parsers/header/types.ts';
import {
  craftedPackage,
  SIGNATURE_ENTRIES,
  SIGNATURE_OFFSET,
  signatureHeader,
} from './crafted-package.ts';
import { REFUSED_ENTRIES } from './refused-entries.ts';
import {
  indexOf,
  MAIN_DATA,
  MAIN_ENTRY_COUNT,
  MAIN_OFFSET,
  type RefusedHead,
  withMain,
  withSignature,
} from './refused-head.ts';

const BAD_MAGIC = Uint8Array.of(0x8e, 0xad, 0xe8, 0x01, 0, 0, 0, 1);
const SIGNATURE_ENTRY_COUNT = SIGNATURE_ENTRIES.length + 1;

const INTRO: RefusedHead[] = [
  {
    name: 'signature header magic with a reserved byte set',
    bytes: withSignature({ wrongIntro: { magic: BAD_MAGIC } }),
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
    bytes: withSignature({ wrongIntro: { entryCount: 33 } }),
    code: 'OUT_OF_RANGE',
    section: 'signature-header',
    offset: SIGNATURE_OFFSET + 8,
    rpmSays: 'signature hdr tags: BAD, no. of tags(33) out of range',
  },
  {
    name: '65,536 main tags',
    bytes: withMain({ wrongIntro: { entryCount: 0x10000 } }),
    code: 'OUT_OF_RANGE',
    section: 'main-header',
    offset: MAIN_OFFSET + 8,
    rpmSays: 'hdr tags: BAD, no. of tags(65536) out of range',
  },
  {
    name: '2^32 - 1 main tags',
    bytes: withMain({ wrongIntro: { entryCount: 0xffffffff } }),
    code: 'OUT_OF_RANGE',
    section: 'main-header',
    offset: MAIN_OFFSET + 8,
    rpmSays: 'hdr tags: BAD, no. of tags(4294967295) out of range',
  },
  {
    name: 'a signature header above 64 MiB',
    bytes: withSignature({ wrongIntro: { dataLength: 64 * 1024 * 1024 + 1 } }),
    code: 'OUT_OF_RANGE',
    section: 'signature-header',
    offset: SIGNATURE_OFFSET + 12,
    rpmSays: 'signature hdr data: BAD, no. of bytes(67108865) out of range',
  },
  {
    name: 'a main header of 256 MiB of data',
    bytes: withMain({ wrongIntro: { dataLength: 0x10000000 } }),
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
    bytes: withMain({ region: { tag: 63, wrongEntry: { type: TYPES.STRING } } }),
    code: 'BAD_REGION',
    section: 'main-header',
    offset: indexOf(MAIN_OFFSET, 0),
    rpmSays: `region tag: BAD, tag 63 type 6 offset ${MAIN_DATA - 16} count 16`,
  },
  {
    name: 'a region tag of 15 bytes',
    bytes: withSignature({ region: { tag: 62, wrongEntry: { count: 15 } } }),
    code: 'BAD_REGION',
    section: 'signature-header',
    offset: indexOf(SIGNATURE_OFFSET, 0),
    rpmSays: 'signature region tag: BAD, tag 62 type 7 offset 24 count 15',
  },
  {
    name: 'a region trailer that starts a byte too late',
    bytes: withSignature({ region: { tag: 62, wrongEntry: { offset: 25 } } }),
    code: 'BAD_REGION',
    section: 'signature-header',
    offset: indexOf(SIGNATURE_OFFSET, 0) + 8,
    rpmSays: 'signature region offset: BAD, tag 62 type 7 offset 25 count 16',
  },
  {
    name: 'a region trailer far in front of the data',
    bytes: withMain({ region: { tag: 63, wrongEntry: { offset: -17 } } }),
    code: 'BAD_REGION',
    section: 'main-header',
    offset: indexOf(MAIN_OFFSET, 0) + 8,
    rpmSays: 'region offset: BAD, tag 63 type 7 offset -17 count 16',
  },
  {
    name: 'a trailer of another tag, its offset printed negated',
    bytes: withSignature({ region: { tag: 62, wrongTrailer: { tag: 99 } } }),
    code: 'BAD_REGION',
    section: 'signature-header',
    offset: indexOf(SIGNATURE_OFFSET, SIGNATURE_ENTRY_COUNT) + 24,
    rpmSays: 'signature region trailer: BAD, tag 99 type 7 offset 64 count 16',
  },
  {
    name: 'a trailer of tag 61 in a main header',
    bytes: withMain({ region: { tag: 63, wrongTrailer: { tag: 61 } } }),
    code: 'BAD_REGION',
    section: 'main-header',
    offset: indexOf(MAIN_OFFSET, MAIN_ENTRY_COUNT) + MAIN_DATA - 16,
    rpmSays: `region trailer: BAD, tag 61 type 7 offset ${16 * MAIN_ENTRY_COUNT} count 16`,
  },
  {
    name: 'a trailer of the largest negative offset',
    bytes: withMain({ region: { tag: 63, wrongTrailer: { offset: 0x80000000, count: 17 } } }),
    code: 'BAD_REGION',
    section: 'main-header',
    offset: indexOf(MAIN_OFFSET, MAIN_ENTRY_COUNT) + MAIN_DATA - 16,
    rpmSays: 'region trailer: BAD, tag 63 type 7 offset -2147483648 count 17',
  },
  ...[
    { name: 'more entries than there are', offset: -16 * 5, ril: 5 },
    { name: 'a broken number of entries', offset: -20, ril: 1 },
    { name: 'fewer than no entries', offset: 5, ril: -1 },
  ].map(({ name, offset, ril }) => ({
    name: `a region of ${name}`,
    bytes: withSignature({ region: { tag: 62, wrongTrailer: { offset } } }),
    code: 'BAD_REGION' as const,
    section: 'signature-header' as const,
    offset: indexOf(SIGNATURE_OFFSET, SIGNATURE_ENTRY_COUNT) + 24 + 8,
    rpmSays: `signature region 62 size: BAD, ril ${ril} il 4 rdl 40 dl 40`,
  })),
  {
    name: 'a dribble in a main header',
    bytes: withMain({ dribbles: [stringEntry(TAG.SUMMARY, 'added')] }),
    code: 'BAD_REGION',
    section: 'main-header',
    offset: indexOf(MAIN_OFFSET, MAIN_ENTRY_COUNT + 1) + MAIN_DATA - 16 + 8,
    rpmSays: `region 63: tag number mismatch il ${MAIN_ENTRY_COUNT + 1} ril ${MAIN_ENTRY_COUNT} dl ${MAIN_DATA + 6} rdl ${MAIN_DATA}`,
  },
  {
    name: 'data behind the trailer in a main header',
    bytes: withMain({ surplus: new Uint8Array(16) }),
    code: 'BAD_REGION',
    section: 'main-header',
    offset: indexOf(MAIN_OFFSET, MAIN_ENTRY_COUNT) + MAIN_DATA - 16 + 8,
    rpmSays: `region 63: tag number mismatch il ${MAIN_ENTRY_COUNT} ril ${MAIN_ENTRY_COUNT} dl ${MAIN_DATA + 16} rdl ${MAIN_DATA}`,
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

const UNPADDED: RefusedHead = {
  name: 'no padding where some should be',
  bytes: craftedPackage({ signature: ODD_SIGNATURE, padding: new Uint8Array(0) }),
  code: 'BAD_MAGIC',
  section: 'main-header',
  offset: SIGNATURE_OFFSET + ODD_SIGNATURE.length,
  rpmSays: 'hdr magic: BAD',
};

/** What a parser of heads must throw. */
export const REFUSED_HEADS: readonly RefusedHead[] = [
  ...INTRO,
  ...REGION,
  ...REFUSED_ENTRIES,
  ...TRUNCATED,
  UNPADDED,
];
