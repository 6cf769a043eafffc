/** One bug report for all packages of a vendor. */
import { expect, it } from 'vitest';
import { auditVendorReport } from '../../../src/report/audit/audit-vendor-report.ts';
import { audited, smallAudit } from '../../audit/made-up-audit.ts';
import { finding } from '../../check/made-up-record.ts';

const error = finding({
  rule: 'sig-wrong-type',
  severity: { transcode: 'none', install: 'error', spec: 'error' },
  message: 'the size has type *9*',
});
const note = finding({ severity: { transcode: 'note', install: 'none', spec: 'none' } });
const by = (vendor: string) => ({
  fingerprint: {
    service: null,
    host: null,
    vendor,
    packager: null,
    distribution: null,
    evidence: [],
  },
});

const PACKAGES = [
  audited('a-1-1.x', { ...by('Example Inc.'), builder: 'fpm', findings: [finding()] }),
  audited('b-1-1.x', { ...by('Example Inc.'), builder: 'fpm', findings: [error, finding()] }),
  audited('c-1-1.x', { ...by('Example Inc.'), findings: [note] }),
  audited('d-1-1.x', { ...by('Other'), builder: 'fpm', findings: [error] }),
];

const report = (selection: Parameters<typeof auditVendorReport>[1]) =>
  [...auditVendorReport(smallAudit(PACKAGES), selection, '1.2.3')].join('');

it('has each defect once, gravest first, with all packages that have it', () => {
  const text = report({ vendor: 'Example *' });
  expect(text).toMatch(/^# 2 packages of Example \\\* with defects\n\nOf 3 packages of Example/);
  const headings = [...text.matchAll(/^## .*$/gm)].map(([line]) => line);
  expect(headings).toEqual([
    '## 1. the size has type \\*9\\*',
    '## 2. the reserved bytes of the lead are not zero',
  ]);
  const named = [...text.matchAll(/^- `(.)-1-1\.x`$/gm)].map(([, name]) => name);
  expect(named).toEqual(['b', 'a', 'b']);
  expect(text.match(/\(base\)`\. To see them/g)).toHaveLength(2);
  expect(text.endsWith('Found by rpmcow 1.2.3 (`rpmcow audit --report vendor`).\n')).toBe(true);
});

it('is about a builder, or both, or all', () => {
  expect(report({ builder: 'fpm' })).toMatch(/^# 3 packages built by fpm with defects\n/);
  expect(report({ builder: 'fpm', vendor: 'Other' })).toMatch(
    /^# 1 package of Other, built by fpm with defects\n/,
  );
  expect(report({})).toMatch(/^# 3 packages with defects\n\nOf 4 packages, 3 have/);
});

it('names so many packages and counts the rest', () => {
  const many = Array.from({ length: 60 }, (_, i) => audited(`n${i}-1-1.x`, { findings: [error] }));
  const text = [...auditVendorReport(smallAudit(many), {}, '1')].join('');
  expect(text.match(/^- `n\d+-1-1\.x`$/gm)).toHaveLength(50);
  expect(text).toContain('In 60 packages:');
  expect(text).toContain('- and 10 more\n');
});
