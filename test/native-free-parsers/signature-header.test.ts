import { describe, expect, test } from 'vitest';
import {
  binEntry,
  type EntryToEncode,
  int32Entry,
  int64Entry,
  stringArrayEntry,
  stringEntry,
} from '../../native-free-parsers/header/encode.ts';
import { parseHeader } from '../../native-free-parsers/header/header.ts';
import { SIGTAG, TAG } from '../../native-free-parsers/header/tags.ts';
import { mergeRefusal, misplacedTags } from '../../native-free-parsers/signature-header.ts';
import {
  craftedPackage,
  mainEntries,
  mainHeader,
  signatureHeader,
} from './header/crafted-package.ts';
import { complaints, missingRpm418 } from './header/stock-rpm.ts';

const MAIN_OFFSET = 1000;

interface Headers {
  readonly name: string;
  readonly signature?: readonly EntryToEncode[];
  readonly main?: readonly EntryToEncode[];
}

interface Refused extends Headers {
  readonly says: string;
}

function headersOf({ signature = [], main = [] }: Headers): [Uint8Array, Uint8Array] {
  return [signatureHeader({ entries: signature }), mainHeader({ entries: mainEntries(...main) })];
}

function parsed(headers: Headers) {
  const [signature, main] = headersOf(headers);
  return [parseHeader(signature, 'signature', 96), parseHeader(main, 'main', MAIN_OFFSET)] as const;
}

const refusalOf = (headers: Headers) => mergeRefusal(...parsed(headers));

const sixteen = new Uint8Array(16);

const IN_MAIN: readonly Refused[] = [
  { main: [int32Entry(TAG.SIGSIZE, [1])], says: 'Sigsize (257)' },
  { main: [binEntry(TAG.SIGPGP, sixteen)], says: 'Sigpgp (259)' },
  { main: [binEntry(TAG.SIGMD5, sixteen)], says: 'Sigmd5 (261)' },
  { main: [binEntry(TAG.SIGGPG, sixteen)], says: 'Siggpg (262)' },
  { main: [stringArrayEntry(TAG.VERITYSIGNATURES, ['x'])], says: 'Veritysignatures (276)' },
  { main: [int32Entry(TAG.VERITYSIGNATUREALGO, [1])], says: 'Veritysignaturealgo (277)' },
  { main: [stringEntry(TAG.SHA1HEADER, 'x')], says: 'Sha1header (269)' },
  { main: [stringEntry(TAG.SHA256HEADER, 'x')], says: 'Sha256header (273)' },
  { main: [binEntry(TAG.DSAHEADER, sixteen)], says: 'Dsaheader (267)' },
  { main: [binEntry(TAG.RSAHEADER, sixteen)], says: 'Rsaheader (268)' },
  { main: [int64Entry(TAG.LONGSIGSIZE, [1n])], says: 'Longsigsize (270)' },
  { main: [int64Entry(TAG.LONGARCHIVESIZE, [1n])], says: 'Longarchivesize (271)' },
  {
    main: [int32Entry(TAG.ARCHIVESIZE, [1])],
    signature: [int32Entry(SIGTAG.PAYLOADSIZE, [1])],
    says: 'Archivesize (1046)',
  },
  {
    main: [stringArrayEntry(TAG.FILESIGNATURES, ['x'])],
    signature: [stringArrayEntry(SIGTAG.FILESIGNATURES, ['x'])],
    says: 'Filesignatures (5090)',
  },
  {
    main: [int32Entry(TAG.FILESIGNATURELENGTH, [1])],
    signature: [int32Entry(SIGTAG.FILESIGNATURELENGTH, [1])],
    says: 'Filesignaturelength (5091)',
  },
].map((headers) => ({ ...headers, name: `${headers.says} in the main header` }));

const WRONG_IN_SIGNATURE: readonly Refused[] = [
  { name: 'SIZE of 64 bits', signature: [int64Entry(SIGTAG.SIZE, [1n])], says: 'Sigsize (257)' },
  { name: 'two SIZEs', signature: [int32Entry(SIGTAG.SIZE, [1, 2])], says: 'Sigsize (257)' },
  {
    name: 'an MD5 of 15 bytes',
    signature: [binEntry(SIGTAG.MD5, new Uint8Array(15))],
    says: 'Sigmd5 (261)',
  },
  { name: 'an MD5 in hex', signature: [stringEntry(SIGTAG.MD5, 'ab')], says: 'Sigmd5 (261)' },
  {
    name: 'a SHA-1 in an array of one',
    signature: [stringArrayEntry(SIGTAG.SHA1, ['ab'])],
    says: 'Sha1header (269)',
  },
  { name: 'a PGP string', signature: [stringEntry(SIGTAG.PGP, 'ab')], says: 'Sigpgp (259)' },
  {
    name: 'a signature above 16 MiB',
    signature: [binEntry(SIGTAG.RSA, new Uint8Array(16 * 1024 * 1024 + 1))],
    says: 'Rsaheader (268)',
  },
];

const ORDER: readonly Refused[] = [
  {
    name: 'the main header is looked at first',
    signature: [stringEntry(SIGTAG.SIZE, 'ab')],
    main: [stringEntry(TAG.SHA1HEADER, 'x')],
    says: 'Sha1header (269)',
  },
  {
    name: 'then in the order of the table, not of the tags',
    signature: [stringEntry(SIGTAG.RSA, 'ab'), stringEntry(SIGTAG.MD5, 'ab')],
    says: 'Sigmd5 (261)',
  },
];

const REFUSED = [...IN_MAIN, ...WRONG_IN_SIGNATURE, ...ORDER];

describe('headers that rpm does not merge', () => {
  test.each(REFUSED)('$name', (headers) => {
    expect(refusalOf(headers)).toMatchObject({
      code: 'BAD_VALUE',
      rpmSays: `invalid signature tag ${headers.says}`,
    });
  });

  test('rpm 4.18 says so too', ({ skip }) => {
    const missing = missingRpm418();
    if (missing !== undefined) skip(missing);
    const packages = REFUSED.map((headers) => {
      const [signature, main] = headersOf(headers);
      return craftedPackage({ signature, main });
    });
    const expected = REFUSED.map(({ says }) => `invalid signature tag ${says}`);
    expect(complaints(packages)).toEqual(expected);
  });
});

test('the offset is that of the data, in the header that has it', () => {
  expect(refusalOf(IN_MAIN[0]!)).toMatchObject({
    section: 'main-header',
    // Intro, nine entries, and "C", its NUL and two bytes that align.
    offset: MAIN_OFFSET + 16 + 9 * 16 + 4,
  });
  expect(refusalOf(WRONG_IN_SIGNATURE[1]!)).toMatchObject({
    section: 'signature-header',
    offset: 96 + 16 + 2 * 16,
  });
});

describe('tags in the main header alone', () => {
  const main = [int32Entry(TAG.ARCHIVESIZE, [1]), stringArrayEntry(TAG.FILESIGNATURES, ['x'])];

  test('are those that rpm lets stand there', () => {
    const others = [stringArrayEntry(TAG.VERITYSIGNATURES, ['x'])];
    const headers = parsed({ name: '', main: [...main, ...others] });
    expect(misplacedTags(...headers)).toEqual([TAG.ARCHIVESIZE, TAG.FILESIGNATURES]);
  });

  test('are not alone where the signature header has them', () => {
    const signature = [int32Entry(SIGTAG.PAYLOADSIZE, [1])];
    expect(misplacedTags(...parsed({ name: '', signature, main }))).toEqual([TAG.FILESIGNATURES]);
    expect(misplacedTags(...parsed({ name: '', signature }))).toEqual([]);
  });
});

describe('headers that rpm merges', () => {
  const merged: readonly Headers[] = [
    { name: 'ARCHIVESIZE in the main header alone', main: [int32Entry(TAG.ARCHIVESIZE, [1])] },
    {
      name: 'IMA signatures in the main header alone',
      main: [stringArrayEntry(TAG.FILESIGNATURES, ['x'])],
    },
    { name: 'unknown signature tags', signature: [stringEntry(999_999, 'x')] },
    {
      name: 'a signature of 16 MiB',
      signature: [binEntry(SIGTAG.RSA, new Uint8Array(16 * 1024 * 1024))],
    },
    { name: 'an empty signature header' },
  ];

  test.each(merged)('$name', (headers) => {
    expect(refusalOf(headers)).toBeUndefined();
  });

  test('rpm 4.18 agrees', ({ skip }) => {
    const missing = missingRpm418();
    if (missing !== undefined) skip(missing);
    const packages = merged.map((headers) => {
      const [signature, main] = headersOf(headers);
      return craftedPackage({ signature, main });
    });
    expect(complaints(packages)).toEqual(merged.map(() => undefined));
  });
});
