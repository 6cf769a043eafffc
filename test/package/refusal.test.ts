import { describe, expect, test } from 'vitest';
import {
  FormatError,
  type FormatErrorCode,
  type Section,
} from '../../native-free-parsers/bytes/format-error.ts';
import {
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
  signatureHeader,
} from '../native-free-parsers/header/crafted-package.ts';
import { fileListEntries, without } from '../native-free-parsers/header/file-list-entries.ts';
import { installComplaint, missingRpm418 } from '../native-free-parsers/header/stock-rpm.ts';
import { packageOf } from './crafted.ts';

type Package = Parameters<typeof packageOf>;

function leadWith(at: number, byte: number): Uint8Array {
  const lead = Uint8Array.from(LEAD);
  lead[at] = byte;
  return lead;
}

const GHOST = 1 << 6;

const REFUSED: readonly (readonly [rule: string, ...Package])[] = [
  ['lead-version', mainEntries(), { lead: leadWith(4, 9) }],
  ['lead-signature-type', mainEntries(), { lead: leadWith(79, 1) }],
  ['sig-legacy-in-main', mainEntries(int32Entry(TAG.ARCHIVESIZE, [1]))],
  [
    'sig-wrong-type',
    mainEntries(),
    { signature: signatureHeader({ entries: [stringEntry(SIGTAG.SIZE, '')] }) },
  ],
  ...[TAG.NAME, TAG.VERSION, TAG.RELEASE, TAG.ARCH, TAG.OS].map(
    (tag) => ['tag-required-missing', without(mainEntries(), tag)] as const,
  ),
  ['tag-required-missing', mainEntries(stringArrayEntry(TAG.NAME, ['a', 'b']))],
  ['payload-format', mainEntries(stringEntry(TAG.PAYLOADFORMAT, 'drpm'))],
  ['payload-format', mainEntries(stringEntry(TAG.PAYLOADFORMAT, ''))],
  ['file-duplicate-path', fileListEntries([{ name: 'a' }, { name: 'b' }, { name: 'a' }])],
  ['file-mode-type', fileListEntries([{ name: 'a' }, { name: 'b', mode: 0o644 }])],
];

describe('refused by the head', () => {
  test.each(REFUSED)('%s', (rule, ...parts) => {
    expect(headRefusals(packageOf(...parts)).map((reason) => reason.rule)).toEqual([rule]);
  });

  test('every reason there is, in the order of the checks', () => {
    const entries = fileListEntries(
      [{ name: 'a', mode: 0 }, { name: 'a' }],
      stringEntry(TAG.PAYLOADFORMAT, 'tar'),
    );
    const pkg = packageOf(without(entries, TAG.OS), { lead: leadWith(4, 9) });
    expect(headRefusals(pkg).map(({ rule }) => rule)).toEqual([
      'lead-version',
      'tag-required-missing',
      'payload-format',
      'file-duplicate-path',
      'file-mode-type',
    ]);
  });

  test('messages name what it is about, safe to print', () => {
    const pkg = packageOf([
      ...without(fileListEntries([{ name: 'a\x1b' }, { name: 'a\x1b' }]), TAG.ARCH, TAG.OS),
      stringEntry(TAG.PAYLOADFORMAT, '\n'),
    ]);
    expect(headRefusals(pkg).map(({ message }) => message)).toEqual([
      'the main header does not have exactly one ARCH, OS',
      'the payload is "\\n", not a cpio archive',
      'the file list has /d/a\\x1b twice',
    ]);
  });
});

describe('not refused', () => {
  const sound: readonly (readonly [string, ...Package])[] = [
    ['a sound package', mainEntries()],
    [
      'a key of the rpm database',
      without(mainEntries(stringEntry(TAG.NAME, 'gpg-pubkey')), TAG.ARCH, TAG.OS),
    ],
    ['cpio', mainEntries(stringEntry(TAG.PAYLOADFORMAT, 'cpio'))],
    ['a ghost of no type', fileListEntries([{ name: 'a', mode: 0, flags: GHOST }])],
    ['a lead of version 4', mainEntries(), { lead: leadWith(4, 4) }],
  ];
  test.each(sound)('%s', (_, ...parts) => {
    expect(headRefusals(packageOf(...parts))).toEqual([]);
  });

  test('nor by rpm 4.18', ({ skip }) => {
    const missing = missingRpm418();
    if (missing !== undefined) skip(missing);
    const said = sound.map(([, entries, others]) =>
      installComplaint(craftedPackage({ ...others, main: mainHeader({ entries }) })),
    );
    expect(said).toEqual(sound.map(() => undefined));
  });
});

test('rpm 4.18 refuses what is refused, but for what it finds while installing', ({ skip }) => {
  const missing = missingRpm418();
  if (missing !== undefined) skip(missing);
  const before = REFUSED.filter(([rule]) => !rule.startsWith('file-'));
  const silent = before.filter(
    ([, entries, others]) =>
      installComplaint(craftedPackage({ ...others, main: mainHeader({ entries }) })) === undefined,
  );
  expect(silent.map(([rule]) => rule)).toEqual([]);
});

describe('the rule that an unreadable part breaks', () => {
  const rule = (section: Section, code: FormatErrorCode, rpmSays?: string) =>
    unreadable(
      new FormatError({
        code,
        section,
        offset: 12,
        expected: 'this',
        found: 'that',
        ...(rpmSays === undefined ? {} : { rpmSays }),
      }),
    );

  test.each([
    ['lead', 'BAD_MAGIC', undefined, 'lead-magic'],
    ['lead', 'TRUNCATED', undefined, 'lead-truncated'],
    ['signature-header', 'BAD_REGION', undefined, 'sig-region-invalid'],
    ['main-header', 'BAD_ENTRY', undefined, 'hdr-entry-bad'],
    ['main-header', 'OUT_OF_RANGE', undefined, 'hdr-length'],
    ['main-header', 'BAD_VALUE', 'hdr load: BAD', 'hdr-load'],
    ['main-header', 'BAD_VALUE', 'error reading from file', 'hdr-value-bad'],
    ['payload', 'CORRUPT', undefined, 'payload-corrupt'],
    ['payload', 'UNSUPPORTED', undefined, 'payload-unsupported'],
    ['cpio', 'BAD_MAGIC', 'cpio: Bad magic', 'cpio-magic'],
  ] as const)('%s %s %s: %s', (section, code, rpmSays, expected) => {
    expect(rule(section, code, rpmSays).rule).toBe(expected);
  });

  test('its message says where and what rpm says; the problem goes with it', () => {
    const reason = rule('main-header', 'BAD_VALUE', 'hdr load: BAD');
    expect(reason.message).toBe(
      'main-header at offset 12: expected this, found that (rpm says: hdr load: BAD)',
    );
    expect(reason.problem).toMatchObject({ code: 'BAD_VALUE', offset: 12 });
  });
});
