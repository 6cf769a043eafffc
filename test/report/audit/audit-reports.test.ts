/** Every report of an audit but what a browser makes of the page. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { marked } from 'marked';
import { beforeAll, describe, expect, it, test } from 'vitest';
import type { Audit } from '../../../src/audit/audit.ts';
import { AUDIT_REPORTS, type AuditReportName } from '../../../src/report/audit/audit-reports.ts';
import { auditFixture } from '../../support/audit-fixture.ts';
import { hostile } from './hostile.ts';
import { reportOf, SETTING } from './report-setting.ts';

const PACKAGES = 700;
const NAMES = Object.keys(AUDIT_REPORTS) as AuditReportName[];

let audit: Audit;
let headers: Audit;
let bad: Audit;

beforeAll(async () => {
  audit = await auditFixture({ packages: PACKAGES, seed: 3 });
  headers = await auditFixture({ packages: PACKAGES, seed: 3, depth: 'headers' });
  bad = await auditFixture({ packages: PACKAGES, seed: 3, change: hostile });
}, 120_000);

test.each(NAMES)('%s is the same each time', (name) => {
  expect(reportOf(name, audit)).toBe(reportOf(name, audit));
});

test.each(NAMES)('%s of an audit without packages is a report', async (name) => {
  const empty = await auditFixture({ packages: 0, seed: 1 });
  expect(reportOf(name, empty).length).toBeGreaterThan(10);
});

it('does not promise anything where there are no packages', async () => {
  const empty = await auditFixture({ packages: 0, seed: 1 });
  expect(reportOf('text', empty).match(/NOT CERTAIN\. There are no/g)?.length).toBe(2);
  expect(reportOf('text', empty)).not.toContain('yes.');
});

describe('the text', () => {
  it('answers first', () => {
    const [first, second] = reportOf('text', audit).split('\n');
    const { reference } = audit.total;
    const wrong = reference['cow-fails'] + reference['cow-accepts'] + reference['different-tree'];
    expect(wrong).toBeGreaterThan(1);
    expect(first).toBe(
      `Copy-on-Write with the reference stack: NO. ${wrong} of ${PACKAGES} packages go wrong.`,
    );
    expect(second).toMatch(/^Copy-on-Write with rpmcow: yes\. \d+ packages become extents files/);
  });

  it('keeps to the width where it can, and to about a screen', () => {
    const lines = reportOf('text', audit).split('\n');
    expect(lines.length).toBeLessThan(80);
    // Names are not broken, and stand at the end of rows of numbers.
    const prose = lines.filter((line) => !/^ +[\d,]+ /.test(line));
    expect(prose.filter((line) => line.length > SETTING.width)).toEqual([]);
  });

  it('sends to --depth auto what headers leave open', () => {
    expect(headers.total.uncertain).toBeGreaterThan(0);
    expect(reportOf('text', headers)).toContain('rpmcow audit ... --depth auto');
    expect(reportOf('text', audit)).not.toContain('--depth auto');
  });

  it('says what is wrong with a repository, and answers with care', () => {
    const [first, ...others] = audit.repositories;
    const troubled = {
      ...audit,
      repositories: [{ ...first!, troubles: ['repomd.xml ends early', 'b'] }, ...others],
    };
    const text = reportOf('text', troubled);
    expect(text).toContain('Copy-on-Write with rpmcow: NOT CERTAIN.');
    expect(text).toContain(`${first!.id}: repomd.xml ends early (and 1 more)`);
  });
});

test('a repository in which all is well may be switched on', async () => {
  const { total } = audit;
  const well: Audit = {
    ...audit,
    total: {
      ...total,
      unreadable: 0,
      uncertain: 0,
      reference: { ...total.reference, 'cow-fails': 0, 'cow-accepts': 0, 'different-tree': 0 },
    },
  };
  expect(reportOf('text', well)).toMatch(/^Copy-on-Write with the reference stack: yes\. None of/);
  const open = { ...well, total: { ...well.total, uncertain: 1 } };
  expect(reportOf('text', open)).toMatch(/^Copy-on-Write with the reference stack: NOT CERTAIN\./);
});

describe('JSON', () => {
  const ajv = new Ajv2020.default({ allErrors: true, strict: true, strictTypes: false });
  addFormats.default(ajv);
  for (const name of ['check-line', 'audit-line', 'audit-report']) {
    const path = resolve(import.meta.dirname, `../../../schemas/${name}.json`);
    ajv.addSchema(JSON.parse(readFileSync(path, 'utf8')));
  }
  const faults = (name: string, value: unknown) => {
    const validate = ajv.getSchema(`urn:rpmcow:schema:${name}:1`)!;
    return validate(value) ? '' : ajv.errorsText(validate.errors?.slice(0, 5));
  };

  it.each([
    ['of payloads', () => audit],
    ['of headers', () => headers],
    ['of texts that mean harm', () => bad],
  ])('%s is what the schemas say', (_, of) => {
    const report = JSON.parse(reportOf('json', of()));
    expect(faults('audit-report', report)).toBe('');
    const lines = reportOf('ndjson', of())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    for (const line of lines) expect(faults('audit-line', line)).toBe('');
    const { tool, audit: summary } = lines.pop();
    expect({ tool, audit: summary, packages: lines }).toEqual(report);
    expect(lines).toHaveLength(PACKAGES);
  });

  it('loses nothing of a package', () => {
    const lines = reportOf('ndjson', bad).split('\n');
    const packages = [...bad.packages()];
    packages.forEach(({ record, ...pkg }, i) => {
      expect(JSON.parse(lines[i]!)).toEqual(JSON.parse(JSON.stringify({ ...pkg, ...record })));
    });
  });

  it('is refused with a field too many, or one missing', () => {
    const line = JSON.parse(reportOf('ndjson', audit).split('\n')[0]!);
    expect(faults('audit-line', { ...line, more: 1 })).not.toBe('');
    const { depth: _, ...rest } = line;
    expect(faults('audit-line', rest)).not.toBe('');
  });
});

describe('CSV', () => {
  /** Cells of RFC 4180. */
  const rows = (csv: string) =>
    csv
      .split('\r\n')
      .slice(0, -1)
      .map((row) =>
        [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
          ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain!,
        ),
      );

  it('has a row a package, whatever its texts', () => {
    const [titles, ...table] = rows(reportOf('csv', bad));
    expect(table).toHaveLength(PACKAGES);
    for (const row of table) expect(row).toHaveLength(titles!.length);
    const cells = table.flat();
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(cells.filter((cell) => cell.startsWith("'=1+1"))).not.toEqual([]);
  });

  it('counts what the audit counts', () => {
    const [titles, ...table] = rows(reportOf('csv', audit));
    const at = titles!.indexOf('reference');
    const failing = table.filter((row) => row[at] === 'cow-fails').length;
    expect(failing).toBe(audit.total.reference['cow-fails']);
    const severity = titles!.indexOf('severity');
    const errors = table.filter((row) => row[severity] === 'error').length;
    expect(errors).toBe(audit.total.gravest.error);
  });
});

describe('Markdown', () => {
  it('fits into a ticket, the worst first, the rest counted', async () => {
    const many = await auditFixture({ packages: 40_000, seed: 5 });
    const text = reportOf('markdown', many);
    expect(text.length).toBeLessThanOrEqual(60_000);
    const [, table] = text.split('### Packages that go wrong\n\n');
    const found = [...table!.matchAll(/^\| `.*?` \| `.*?` \| ([a-z-]+) \| /gm)].map(
      ([, fate]) => fate!,
    );
    const order = ['different-tree', 'cow-accepts', 'cow-fails', 'both-reject', 'not-a-package'];
    expect(found).toEqual(found.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
    expect(new Set(found).size).toBeGreaterThan(3);
    const { packages, reference } = many.total;
    const [, left] = /^([\d,]+) more packages did not fit in here\.$/m.exec(text)!;
    expect(found.length + Number(left!.replaceAll(',', ''))).toBe(packages - reference.same);
  }, 120_000);

  it('has no line that a text of a package begins', () => {
    const text = reportOf('markdown', bad);
    expect(marked.parse(text)).not.toMatch(/<(img|script)/);
    for (const line of text.split('\n')) expect(line).toMatch(/^($|##|- |\| |\|-|\d|and )/);
  });
});

describe('no report for people', () => {
  test.each(['text', 'markdown', 'html', 'csv'] as const)(
    '%s shows a control character',
    (name) => {
      const text = reportOf(name, bad).replaceAll(/[\r\n]/g, '');
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    },
  );
});
