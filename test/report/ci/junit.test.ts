/** JUnit's XML: valid by a schema of the common shape, its counts right, its verdicts those of the check. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import type { CheckResult } from '../../../src/check/check-record.ts';
import type { ReportSetting } from '../../../src/report/ci/reporter.ts';
import { RULES } from '../../../src/rules/catalogue.ts';
import { suiteUnless } from '../../corpus/real-rpm.ts';
import {
  checked,
  cut,
  fault,
  finds,
  NOTE,
  reportText,
  UNREADABLE,
  WARNING,
} from './report-text.ts';

const SCHEMA = resolve(import.meta.dirname, 'junit.xsd');

const noValidator =
  spawnSync('xmllint', ['--version']).status === 0 ? undefined : 'xmllint is not installed';

/** What xmllint says of a document; empty where it is valid. */
function faults(xml: string): string {
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--schema', SCHEMA, '-'], {
    input: xml,
    encoding: 'utf8',
  });
  return status === 0 ? '' : stderr;
}

/** The case of a rule, as it stands in the text. */
function caseOf(
  rule: string,
  results: readonly CheckResult[],
  changes: Partial<ReportSetting> = {},
): string | undefined {
  const text = reportText('junit', results, changes);
  return new RegExp(`<testcase name="${rule}" [^>]*?(?:/>|>.*?</testcase>)`, 's').exec(text)?.[0];
}

describe('a suite', () => {
  it('has a case for every rule, and counts them', () => {
    const examined = ['file', 'lead'] as const;
    const text = reportText('junit', [finds({}, { examined })]);
    const cases = text.match(/<testcase /g);
    expect(cases).toHaveLength(RULES.length);
    const skipped = RULES.filter(({ needs }) => needs !== 'file' && needs !== 'lead').length;
    expect(text.match(/<skipped /g)).toHaveLength(skipped);
    expect(text).toContain(
      `<testsuite name="hello-2.10-1.x86_64" tests="${RULES.length}" failures="1" errors="0" skipped="${skipped}" file="Packages/hello.rpm">`,
    );
  });

  it('of a file that cannot be read has one error', () => {
    const text = reportText('junit', [UNREADABLE]);
    expect(text).toContain('tests="1" failures="0" errors="1" skipped="0"');
    expect(text).toContain('<testcase name="readable" classname="gone"><error type="ENOENT"');
  });

  it('of a file that ends in its headers has the error and the rules', () => {
    const text = reportText('junit', [cut()]);
    expect(text).toContain(`tests="${RULES.length + 1}" failures="1" errors="1"`);
    expect(text).toContain('<testcase name="sig-truncated" classname="cut"><failure');
    expect(text).toContain('<testcase name="sig-missing" classname="cut"><skipped');
  });
});

describe('a case', () => {
  it('fails from the severity on that fails the check', () => {
    const results = [finds({ severity: WARNING })];
    expect(caseOf('lead-magic', results)).toMatch(/<system-out>warning: /);
    expect(caseOf('lead-magic', results, { failOn: 'warning' })).toMatch(
      /<failure type="warning" message="the reserved bytes of the lead are not zero">/,
    );
    expect(caseOf('lead-magic', results, { failOn: 'never' })).not.toContain('<failure');
    expect(caseOf('lead-magic', [finds({ severity: NOTE })], { failOn: 'note' })).toContain(
      '<failure',
    );
  });

  it('says what was expected and found, and where, of each place', () => {
    const where = { ...fault().where, offset: 4711 };
    const findings = [fault(), fault({ where })];
    const text = caseOf('lead-magic', [checked({ findings, omitted: { 'lead-magic': 3 } })]);
    expect(text).toContain('Expected 16 zero bytes; found 01; in lead at 0x50 (80), 16 bytes.');
    expect(text).toContain('(4711)');
    expect(text).toContain('The same in 3 more places.');
  });

  it('passes with what is known or ignored, and says so', () => {
    const findings = [fault({ baseline: true }), fault({ ignored: { reason: 'a < b' } })];
    expect(caseOf('lead-magic', [checked({ findings })])).toBe(
      '<testcase name="lead-magic" classname="hello"><system-out>In the baseline: 1 finding.\n' +
        'Ignored: 1 finding (a &lt; b).</system-out></testcase>',
    );
    expect(caseOf('lead-magic', [checked()])).toBe(
      '<testcase name="lead-magic" classname="hello"/>',
    );
  });
});

suiteUnless(noValidator, 'xmllint', () => {
  test.each<[string, readonly CheckResult[]]>([
    ['nothing', []],
    ['every kind of result', [checked(), finds({}, { path: 'other.rpm' }), cut(), UNREADABLE]],
    [
      'notes and warnings',
      [finds({ severity: NOTE }), finds({ severity: WARNING }, { path: 'b' })],
    ],
    ['known findings', [finds({ baseline: true })]],
    ['text that XML cannot hold', [finds({ message: 'a\u0000b\ud800c]]>"<&\uffff😀' })]],
  ])('takes a report of %s', (_, results) => {
    expect(faults(reportText('junit', results))).toBe('');
  });

  it('refuses what is none', () => {
    const text = reportText('junit', [checked()]);
    expect(faults(text.replace('tests=', 'cases='))).not.toBe('');
    expect(faults(text.replace('</testsuite>', ''))).not.toBe('');
  });
});
