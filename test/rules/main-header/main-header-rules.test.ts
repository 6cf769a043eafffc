import { describe, expect, test } from 'vitest';
import { packageBytes } from '../../../corpus/package-bytes.ts';
import { MAIN_HEADER_RULES } from '../../../src/rules/main-header/main-header-rules.ts';
import { installImpossible, suiteUnless } from '../../corpus/real-rpm.ts';
import { exampleFacts } from '../example-facts.ts';
import { findingsOf, messageOf } from '../findings-of.ts';
import { rpmOn } from '../rpm-refusals.ts';

test.each([
  [
    'hdr-magic',
    'main-magic-version-2',
    "the main header starts with 8eade80200000000, which is not a header's magic",
  ],
  [
    'hdr-length',
    'main-too-many-entries',
    'the main header announces 65536; rpm takes at most 65535 index entries',
  ],
  [
    'hdr-length',
    'main-too-much-data',
    'the main header announces 268435456; rpm takes at most 268435455 bytes of data',
  ],
  [
    'hdr-truncated',
    'main-absent',
    'the file ends in the main header: 16 more bytes of a header intro are missing',
  ],
  [
    'hdr-region-missing',
    'main-region-missing',
    'the main header has no immutable region: it starts with tag 100',
  ],
  ['hdr-entry-count-zero', 'main-count-zero', '#6000 is in the main header without a value'],
  ['hdr-entry-array-limit', 'main-array-too-long', '#6000 has more than 1048575 values'],
  ['hdr-tag-type-unchecked', 'summary-string', 'SUMMARY has type STRING, not type I18NSTRING'],
  [
    'hdr-tag-type-unchecked',
    'source-nevr-array',
    'SOURCENEVR has type STRING_ARRAY, not type STRING',
  ],
  [
    'hdr-i18n-table',
    'translations-beyond-table',
    'SUMMARY has translations (2) for which HEADERI18NTABLE names no language',
  ],
  [
    'hdr-unknown-tag',
    'unknown-tag',
    'the main header has tag 6000 of type STRING, which rpm does not know',
  ],
])('%s of %s', async (rule, name, message) => {
  expect(await messageOf(rule, name)).toBe(message);
});

test('a type is named by both its name and its number', async () => {
  expect(await messageOf('hdr-tag-type', 'inodes-64')).toMatch(
    /^FILEINODES has to have type INT32 \(4\), and the main header has tag 1096 type 5 /,
  );
});

test('which of two entries rpm takes', async () => {
  const { head } = await exampleFacts('release-twice');
  const positions = head!.main.entries.flatMap(({ tag }, position) =>
    tag === 1002 ? [position] : [],
  );
  expect(positions).toHaveLength(2);
  const message = await messageOf('hdr-duplicate', 'release-twice');
  expect(message).toMatch(
    new RegExp(`RELEASE .* twice: entries ${positions.join(' and ')}; rpm takes (\\d+)$`),
  );
  expect(positions).toContain(Number(/\d+$/.exec(message)![0]));
});

test('every step back in the order of the tags', async () => {
  const findings = await findingsOf('hdr-unsorted', 'main-unsorted');
  const { entries } = (await exampleFacts('main-unsorted')).head!.main;
  // All but the region's own are in reverse order; the engine names the first 20.
  expect(entries.length).toBeGreaterThan(22);
  expect(findings).toHaveLength(20);
  expect(findings[0]!.found).toMatch(/^\w+ \(\d+\) behind \w+ \(\d+\)$/);
});

describe('evidence is where it says', () => {
  /** The four 32-bit numbers of an index entry. */
  const entryAt = (bytes: Uint8Array, offset: number) => {
    const view = Buffer.from(bytes);
    return [0, 4, 8, 12].map((at) => view.readInt32BE(offset + at));
  };

  test.each([
    ['hdr-entry-misaligned', 'hdr-entry-bad', 'main-entry-misaligned', 1006, 4],
    ['hdr-tag-type', 'hdr-tag-type', 'inodes-64', 1096, 5],
    ['hdr-unknown-tag', 'hdr-unknown-tag', 'unknown-tag', 6000, 6],
    ['hdr-tag-type-unchecked', 'hdr-tag-type-unchecked', 'summary-string', 1004, 6],
    ['hdr-i18n-table', 'hdr-i18n-table', 'translations-beyond-table', 1004, 9],
  ])('%s', async (_, rule, name, tag, type) => {
    const [finding] = await findingsOf(rule, name);
    const { offset, section } = finding!.where;
    expect(section).toBe('main-header');
    expect(entryAt(await packageBytes(name), offset).slice(0, 2)).toEqual([tag, type]);
  });

  test('the length of the data', async () => {
    const [finding] = await findingsOf('hdr-size-target', 'main-data-17-mib');
    const bytes = Buffer.from(await packageBytes('main-data-17-mib'));
    expect(`${bytes.readUInt32BE(finding!.where.offset)}`).toBe(finding!.found);
  });
});

suiteUnless(installImpossible, 'the words of rpm 4.18', () => {
  const refused = MAIN_HEADER_RULES.filter(
    // What this rpm installs: it has nothing to say of format 3 that would hold it up.
    ({ id, severity }) => severity.install === 'error' && id !== 'hdr-region-missing',
  ).flatMap(({ id, examples }) => examples.fires.map((name) => [id, name] as const));

  test.each(refused)('of %s, %s', async (id, name) => {
    const [finding] = await findingsOf(id, name);
    expect(finding!.rpmSays).toBeDefined();
    expect(await rpmOn(name)).toContain(`: ${finding!.rpmSays}\n`);
  });

  test('packages of format 3 get a warning', async () => {
    expect(await rpmOn('format-v3')).toContain('RPM v3 packages are deprecated');
  });
});
