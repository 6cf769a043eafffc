import { describe, expect, test } from 'vitest';
import { packageBytes } from '../../../corpus/package-bytes.ts';
import { RPMLIB_PROVIDES } from '../../../src/rules/metadata/rpmlib-provides.ts';
import { installImpossible, rpmAbsent, run, suiteUnless } from '../../corpus/real-rpm.ts';
import { findingsOf, messageOf } from '../findings-of.ts';
import { rpmOn } from '../rpm-refusals.ts';

test.each([
  ['tag-required-missing', 'release-absent', 'the main header has no RELEASE'],
  ['tag-required-missing', 'architecture-twice', 'the main header has 2 values of ARCH, not one'],
  ['tag-recommended-missing', 'summary-absent', 'the main header has no SUMMARY'],
  [
    'tag-sourcerpm-malformed',
    'sourcerpm-none',
    'SOURCERPM is "(none)", which is no file name of a source package',
  ],
  [
    'tag-provides-self',
    'provides-nothing',
    'the package does not provide provides-nothing = 1.0-1',
  ],
  [
    'tag-provides-self',
    'provides-without-epoch',
    'the package provides provides-without-epoch = 1.0-1 instead of provides-without-epoch = 3:1.0-1',
  ],
  [
    'tag-rpmlib-missing',
    'long-sizes',
    'the package lacks the requirement rpmlib(LargeFiles) <= 4.12.0-1, which its LONGFILESIZES calls for',
  ],
  [
    'tag-rpmlib-unknown',
    'rpmlib-too-new',
    'the package requires rpmlib(FileDigests) <= 4.5.90-1, which no rpm from 4.18 to 6.1 provides',
  ],
  [
    'tag-control-char',
    'control-char-in-changelog',
    'CHANGELOGTEXT has the control character 0x1b in "- added the patch \\x1b[200~9cd568066b5f~"',
  ],
  ['tag-not-utf8', 'latin1-summary', 'SUMMARY is not UTF-8: 0xe9 in "Un caf\\xe9"'],
  ['tag-encoding', 'encoding-latin1', 'ENCODING is "iso-8859-1", not "utf-8"'],
  ['tag-format-version', 'format-5', 'the package says RPMFORMAT 5, and there is no such format'],
])('%s of %s', async (rule, name, message) => {
  expect(await messageOf(rule, name)).toBe(message);
});

test('all that is missing of format 6 is named', async () => {
  const findings = await findingsOf('tag-format-version', 'format-6-in-name-only');
  const missing = findings.map(({ expected }) => expected.split(/[ ,]/)[0]);
  expect(missing).toEqual([
    'PAYLOADSIZE',
    'PAYLOADSIZEALT',
    'PAYLOADSHA512',
    'PAYLOADSHA512ALT',
    'PAYLOADSHA3_256',
    'PAYLOADSHA3_256ALT',
    'LONGFILESIZES',
    'SOURCENEVR',
    'SHA3_256',
    'RESERVED',
  ]);
});

test('every feature that is used and not required', async () => {
  const findings = await findingsOf('tag-rpmlib-missing', 'rpmlib-absent');
  expect(findings.map(({ where }) => where.tag)).toEqual([1117, 1125, 5011]);
});

describe('evidence is where it says', () => {
  test.each([
    ['tag-control-char', 'control-char-in-changelog', '\x1b'],
    ['tag-control-char', 'control-char-in-provides', '\x02'],
    ['tag-not-utf8', 'latin1-summary', '\xe9'],
    ['tag-not-utf8', 'latin1-file-name', '\xe9'],
    ['tag-sourcerpm-malformed', 'sourcerpm-none', '(none)\0'],
    ['tag-rpmlib-unknown', 'rpmlib-unknown', 'rpmlib(FileDigestParameterized)'],
  ])('%s in %s', async (rule, name, expected) => {
    const [finding] = await findingsOf(rule, name);
    const { offset, length } = finding!.where;
    const bytes = Buffer.from(await packageBytes(name));
    expect(bytes.toString('latin1', offset, offset + length!)).toBe(expected);
  });
});

suiteUnless(installImpossible, 'the words of rpm 4.18', () => {
  test.each([
    ['tag-required-missing', 'release-absent'],
    ['tag-required-missing', 'architecture-twice'],
    ['tag-rpmlib-unknown', 'rpmlib-unknown'],
    ['tag-rpmlib-unknown', 'rpmlib-too-new'],
  ])('of %s, %s', async (rule, name) => {
    const [finding] = await findingsOf(rule, name);
    expect(finding!.rpmSays).toBeDefined();
    expect(await rpmOn(name)).toContain(finding!.rpmSays);
  });
});

suiteUnless(rpmAbsent, 'the features of rpmlib()', () => {
  test('are those that this rpm names', () => {
    const features = run('rpm', ['--showrc']).output.matchAll(/^ +(rpmlib\(\w+\)) = (\S+)$/gm);
    const named = [...features].map(([, capability, version]) => [capability!, version!]);
    expect(named.length).toBeGreaterThan(15);
    expect(named.map(([capability]) => [capability, RPMLIB_PROVIDES.get(capability!)])).toEqual(
      named,
    );
  });
});
