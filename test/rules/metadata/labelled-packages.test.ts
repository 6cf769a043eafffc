/** What the rules of main header and metadata say of the labelled packages. */
import { expect, test } from 'vitest';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { getString } from '../../../native-free-parsers/header/values.ts';
import { gatherFacts } from '../../../src/check/gather-facts.ts';
import { openFileSource } from '../../../src/io/file-source.ts';
import { MAIN_HEADER_RULES } from '../../../src/rules/main-header/main-header-rules.ts';
import { METADATA_RULES } from '../../../src/rules/metadata/metadata-rules.ts';
import { runRules } from '../../../src/rules/run-rules.ts';
import { missingLabels, readLabels } from '../../support/labels.ts';

const RULES = [...MAIN_HEADER_RULES, ...METADATA_RULES];

async function judged() {
  const labels = (['corpus', 'truth'] as const).flatMap((collection) => readLabels(collection));
  return Promise.all(
    labels.map(async (label) => {
      const source = openFileSource(label.path);
      try {
        const facts = await gatherFacts(source, { payload: false });
        return { ...label, facts, findings: runRules(facts, RULES).findings };
      } finally {
        source.close();
      }
    }),
  );
}

test('no error on what the reference transcodes and installs', async ({ skip }) => {
  const missing = missingLabels();
  if (missing !== undefined) skip(missing);
  const same = (await judged()).filter(({ verdict }) => verdict === 'SAME');
  const wrong = same.flatMap(({ id, findings }) =>
    findings
      .filter(({ severity }) => severity.transcode === 'error' || severity.install === 'error')
      .map(({ rule }) => `${rule}: ${id}`),
  );
  expect(wrong).toEqual([]);
  expect(same.length).toBeGreaterThan(700);
});

test('an error on each main header that rpm refuses', async ({ skip }) => {
  const missing = missingLabels();
  if (missing !== undefined) skip(missing);
  const refusal = /^error: PKG: (?:hdr|tag\[|region|blob)/;
  const refused = (await judged()).filter(
    ({ stockError, facts }) =>
      refusal.test(stockError) &&
      facts.trouble?.section === 'main-header' &&
      facts.head === undefined,
  );
  const silent = refused.filter(
    ({ facts, findings }) =>
      // A main header that is not where the signature header ends is the latter's defect.
      facts.trouble!.defect !== 'padding-length' &&
      !findings.some(({ severity }) => severity.install === 'error'),
  );
  expect(silent.map(({ id }) => id)).toEqual([]);
  expect(refused.length).toBeGreaterThan(10);
});

/** Where rpmbuild was told to write it: true positives, looked at one by one. */
const TRUE_ALARMS: readonly string[] = [
  'tag-control-char: SpecCheck4-0.0.1-0.x86_64.rpm',
  'tag-control-char: ruby2.6-rubygem-fast_gettext-2.0.1-1.1.x86_64.rpm',
  'tag-not-utf8: rpm-with-non-utf-8-1-1.fc25.noarch.rpm',
  // Written anew after rpmbuild, in an order of its own, its version provided without a flag.
  'hdr-tag-type-unchecked: SignedRpm.rpm',
  'hdr-unsorted: SignedRpm.rpm',
  'tag-provides-self: SignedRpm.rpm',
];

test('no warning on what rpmbuild 4.14 and later built, but where it is due', async ({ skip }) => {
  const missing = missingLabels();
  if (missing !== undefined) skip(missing);
  const modern = (await judged()).filter(({ facts, kind }) => {
    if (facts.head === undefined || kind === 'mutant') return false;
    const version = getString(facts.head.main, TAG.RPMVERSION) ?? '';
    return /^(?:4\.(?:1[4-9]|2\d)|6)\b/.test(version);
  });
  const alarms = modern.flatMap(({ id, findings }) =>
    findings
      .filter(({ severity }) => severity.spec === 'warning' || severity.spec === 'error')
      .map(({ rule }) => `${rule}: ${id.slice(id.lastIndexOf('/') + 1)}`),
  );
  expect([...new Set(alarms)].sort()).toEqual([...TRUE_ALARMS].sort());
  expect(modern.length).toBeGreaterThan(250);
});
