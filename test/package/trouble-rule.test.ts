import { describe, expect, test } from 'vitest';
import type { FormatErrorCode, Section } from '../../native-free-parsers/bytes/format-error.ts';
import { int32Entry, stringArrayEntry } from '../../native-free-parsers/header/encode.ts';
import { TAG } from '../../native-free-parsers/header/tags.ts';
import { TYPES } from '../../native-free-parsers/header/types.ts';
import { leadRefusal, parseLead } from '../../native-free-parsers/lead.ts';
import { mergeRefusal } from '../../native-free-parsers/signature-header.ts';
import { troubleRule } from '../../src/package/trouble-rule.ts';
import { formatErrorOf } from '../native-free-parsers/extents/hostile-bytes.ts';
import {
  craftedPackage,
  LEAD,
  mainEntries,
  type PackageParts,
  SIGNATURE_ENTRIES,
  signatureHeader,
} from '../native-free-parsers/header/crafted-package.ts';
import { fileListEntries, without } from '../native-free-parsers/header/file-list-entries.ts';
import { REFUSED_HEADS } from '../native-free-parsers/header/refused-heads.ts';
import { describeBytes, packageOf } from './crafted.ts';

/** By a word of the name in the table of refused heads, what is not the general case first. */
const REFUSED: readonly (readonly [name: RegExp, rule: string])[] = [
  [/^signature header magic/, 'sig-magic'],
  [/no padding/, 'sig-padding-length'],
  [/^33 signature tags/, 'sig-tag-count'],
  [/^a signature header above 64 MiB/, 'sig-data-size'],
  [/main tags$|256 MiB of data/, 'hdr-length'],
  [
    /^no tags at all|^a region tag of another|far in front|tag 61 in a main|largest negative/,
    'hdr-region-invalid',
  ],
  [/^a region tag of 15/, 'sig-region-tag'],
  [/starts a byte too late/, 'sig-region-offset'],
  [/^a trailer of another tag/, 'sig-region-trailer'],
  [/^a region of /, 'sig-region-size'],
  [/in a main header$/, 'hdr-region-not-exact'],
  [/^a count of 0/, 'hdr-entry-count-zero'],
  [/^a known tag of another type/, 'hdr-tag-type'],
  [/^cut (after the lead|in the signature|in the padding)/, 'sig-truncated'],
  [/^cut /, 'hdr-truncated'],
  [/signature header$/, 'sig-entry-bad'],
  [/./, 'hdr-entry-bad'],
];

test.each(REFUSED_HEADS)('a head with $name', ({ name, bytes }) => {
  const problem = formatErrorOf(() => describeBytes(bytes))!.problem;
  const [, expected] = REFUSED.find(([pattern]) => pattern.test(name))!;
  expect(troubleRule(problem)).toBe(expected);
});

const troubleOf = (parts: PackageParts) =>
  formatErrorOf(() => describeBytes(craftedPackage(parts)))!.problem;

describe('a signature header that rpm cannot load', () => {
  const [size, md5, payloadSize] = SIGNATURE_ENTRIES;

  test.each([
    ['data behind the trailer', { surplus: new Uint8Array(16) }, 'sig-data-after-trailer'],
    [
      'a gap between entries',
      { entries: [size!, { ...md5!, data: new Uint8Array(20) }, payloadSize!] },
      'sig-load',
    ],
    [
      'a region of no entries',
      { region: { tag: TAG.HEADERSIGNATURES, wrongTrailer: { offset: 0 } } },
      'sig-region-size',
    ],
  ])('%s', (_, parts, expected) => {
    const problem = troubleOf({ signature: signatureHeader(parts) });
    expect(problem.rpmSays).toBe('hdr load: BAD');
    expect(troubleRule(problem)).toBe(expected);
  });
});

describe('what is readable, and yet refused', () => {
  const file = [{ name: 'a' }, { name: 'b' }];

  test.each([
    ['too few owners', stringArrayEntry(TAG.FILEUSERNAME, ['root']), 'file-array-length'],
    ['too few sizes', int32Entry(TAG.FILESIZES, [1]), 'file-array-length'],
    ['a directory that is not there', int32Entry(TAG.DIRINDEXES, [0, 7]), 'file-dirindex-range'],
    ['too few directory indexes', int32Entry(TAG.DIRINDEXES, [0]), 'file-array-length'],
  ])('%s', (_, entry, expected) => {
    const entries = [...without(fileListEntries(file), entry.tag), entry];
    entries.sort((a, b) => a.tag - b.tag);
    const problem = formatErrorOf(() => packageOf(entries))!.problem;
    expect(problem).toMatchObject({ tag: entry.tag, rpmSays: 'error reading from file' });
    expect(troubleRule(problem)).toBe(expected);
  });

  test('names that are no array, of which rpm says nothing', () => {
    const names = { ...stringArrayEntry(TAG.BASENAMES, ['a']), type: TYPES.I18NSTRING };
    const { problem } = formatErrorOf(() => packageOf(fileListEntries([{ name: 'a' }], names)))!;
    expect(problem.rpmSays).toBeUndefined();
    expect(troubleRule(problem)).toBe('file-array-type');
  });

  test('the lead', () => {
    const lead = Uint8Array.from(LEAD);
    lead[79] = 1;
    expect(troubleRule(leadRefusal(parseLead(lead))!)).toBe('lead-signature-type');
    lead.set([0, 5], 78);
    lead[4] = 9;
    expect(troubleRule(leadRefusal(parseLead(lead))!)).toBe('lead-version');
    expect(troubleRule(troubleOf({ lead: lead.fill(0) }))).toBe('lead-magic');
  });

  test('the merge of both headers', () => {
    const entries = mainEntries(int32Entry(TAG.SIGSIZE, [1]));
    const { head } = packageOf(entries);
    expect(troubleRule(mergeRefusal(head.signature, head.main)!)).toBe('sig-legacy-in-main');
    const wrong = packageOf(mainEntries(), {
      signature: signatureHeader({ entries: [stringArrayEntry(1000, ['1'])] }),
    });
    expect(troubleRule(mergeRefusal(wrong.head.signature, wrong.head.main)!)).toBe(
      'sig-wrong-type',
    );
  });
});

const IN_GENERAL: readonly (readonly [Section, FormatErrorCode, string])[] = [
  ['payload', 'CORRUPT', 'payload-corrupt'],
  ['cpio', 'BAD_MAGIC', 'cpio-magic'],
  ['extents', 'TRUNCATED', 'extents-truncated'],
];

test.each(IN_GENERAL)('without a name of its own, %s %s is %s', (section, code, expected) => {
  expect(troubleRule({ section, code, offset: 0, expected: '', found: '' })).toBe(expected);
});
