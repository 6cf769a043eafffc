import { describe, expect, test } from 'vitest';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import {
  type EntryToEncode,
  int32Entry,
  stringArrayEntry,
  stringEntry,
} from '../../native-free-parsers/header/encode.ts';
import { SIGTAG, TAG } from '../../native-free-parsers/header/tags.ts';
import { headRefusals, unreadable } from '../../src/package/refusal.ts';
import {
  craftedPackage,
  LEAD,
  mainEntries,
  mainHeader,
  type PackageParts,
  signatureHeader,
} from '../native-free-parsers/header/crafted-package.ts';
import { fileListEntries, without } from '../native-free-parsers/header/file-list-entries.ts';
import { installComplaint, missingRpm418 } from '../native-free-parsers/header/stock-rpm.ts';
import { packageOf } from './crafted.ts';

interface Case {
  readonly name: string;
  readonly entries: readonly EntryToEncode[];
  readonly others?: Omit<PackageParts, 'main'>;
}

const refusalsOf = ({ entries, others }: Case) => headRefusals(packageOf(entries, others));

const complaintAbout = ({ entries, others }: Case) =>
  installComplaint(craftedPackage({ ...others, main: mainHeader({ entries }) }));

function leadWith(at: number, byte: number): Uint8Array {
  const lead = Uint8Array.from(LEAD);
  lead[at] = byte;
  return lead;
}

const TWO_FILES = [{ name: 'a' }, { name: 'b' }];
const STRING_SIZE = signatureHeader({ entries: [stringEntry(SIGTAG.SIZE, '')] });

/** Named after the rule that each breaks. */
const REFUSED: readonly Case[] = [
  { name: 'lead-version', entries: mainEntries(), others: { lead: leadWith(4, 9) } },
  { name: 'lead-signature-type', entries: mainEntries(), others: { lead: leadWith(79, 1) } },
  { name: 'sig-legacy-in-main', entries: mainEntries(int32Entry(TAG.ARCHIVESIZE, [1])) },
  { name: 'sig-wrong-type', entries: mainEntries(), others: { signature: STRING_SIZE } },
  ...[TAG.NAME, TAG.VERSION, TAG.RELEASE, TAG.ARCH, TAG.OS].map((tag) => ({
    name: 'tag-required-missing',
    entries: without(mainEntries(), tag),
  })),
  {
    name: 'tag-required-missing',
    entries: mainEntries(stringArrayEntry(TAG.NAME, ['a', 'b'])),
  },
  { name: 'payload-format', entries: mainEntries(stringEntry(TAG.PAYLOADFORMAT, 'drpm')) },
  { name: 'payload-format', entries: mainEntries(stringEntry(TAG.PAYLOADFORMAT, '')) },
];

const FOUND_LATER: readonly Case[] = [
  {
    name: 'file-relocated',
    entries: fileListEntries(
      TWO_FILES,
      stringArrayEntry(TAG.ORIGBASENAMES, ['c', 'd']),
      stringArrayEntry(TAG.ORIGDIRNAMES, ['/d/']),
      int32Entry(TAG.ORIGDIRINDEXES, [0, 0]),
    ),
  },
  { name: 'file-mode-type', entries: fileListEntries([{ name: 'a' }, { name: 'b', mode: 0o644 }]) },
];

const ACCEPTED: readonly Case[] = [
  { name: 'a sound package', entries: mainEntries() },
  {
    name: 'a key of the rpm database',
    entries: without(mainEntries(stringEntry(TAG.NAME, 'gpg-pubkey')), TAG.ARCH, TAG.OS),
  },
  { name: 'cpio', entries: mainEntries(stringEntry(TAG.PAYLOADFORMAT, 'cpio')) },
  { name: 'a lead of version 4', entries: mainEntries(), others: { lead: leadWith(4, 4) } },
  {
    name: 'any kind of file in a source package',
    entries: without(
      fileListEntries([{ name: 'a', mode: 0o644 }], int32Entry(TAG.SOURCEPACKAGE, [1])),
      TAG.SOURCERPM,
    ),
  },
];

describe('refused by the head', () => {
  test.each([...REFUSED, ...FOUND_LATER])('$name', (refused) => {
    expect(refusalsOf(refused).map(({ rule }) => rule)).toEqual([refused.name]);
  });

  test('by rpm 4.18 as well, before it installs', ({ skip }) => {
    const missing = missingRpm418();
    if (missing !== undefined) skip(missing);
    const silent = REFUSED.filter((refused) => complaintAbout(refused) === undefined);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  test('every reason there is, in the order of the checks', () => {
    const entries = fileListEntries(
      [{ name: 'a', mode: 0 }, { name: 'b' }],
      stringEntry(TAG.PAYLOADFORMAT, 'tar'),
    );
    const others = { lead: leadWith(4, 9), signature: STRING_SIZE };
    const refused = { name: '', entries: without(entries, TAG.OS), others };
    expect(refusalsOf(refused).map(({ rule }) => rule)).toEqual([
      'lead-version',
      'sig-wrong-type',
      'tag-required-missing',
      'payload-format',
      'file-mode-type',
    ]);
  });

  test('messages name what it is about, safe to print', () => {
    const entries = [
      ...without(fileListEntries([{ name: 'a\x1b', mode: 0 }]), TAG.ARCH, TAG.OS),
      stringEntry(TAG.PAYLOADFORMAT, '\n'),
    ];
    expect(refusalsOf({ name: '', entries }).map(({ message }) => message)).toEqual([
      'the main header does not have exactly one ARCH, OS',
      'the payload is "\\n", not a cpio archive',
      '/d/a\\x1b has mode 0, which is no type of file',
    ]);
  });
});

describe('not refused', () => {
  test.each(ACCEPTED)('$name', (accepted) => {
    expect(refusalsOf(accepted)).toEqual([]);
  });

  test('nor by rpm 4.18', ({ skip }) => {
    const missing = missingRpm418();
    if (missing !== undefined) skip(missing);
    expect(ACCEPTED.map(complaintAbout)).toEqual(ACCEPTED.map(() => undefined));
  });
});

describe('unreadable', () => {
  test('names the rule, says where and what rpm says; the problem goes with it', () => {
    const problem = {
      code: 'BAD_VALUE',
      defect: 'load',
      section: 'main-header',
      offset: 12,
      expected: 'this',
      found: 'that',
      rpmSays: 'hdr load: BAD',
    } as const;
    expect(unreadable(new FormatError(problem))).toEqual({
      rule: 'hdr-load',
      message: 'main-header at offset 12: expected this, found that (rpm says: hdr load: BAD)',
      problem,
    });
  });
});
