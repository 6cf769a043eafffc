/** What the page does without a browser: addresses, filters, search, order, CSV. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it, test } from 'vitest';
import type { Audit } from '../../../src/audit/audit.ts';
import { collectPageData } from '../../../src/report/audit/html/collect-page-data.ts';
import { openPackages, type Packages } from '../../../src/report/audit/page/packages.ts';
import { packagesCsv } from '../../../src/report/audit/page/packages-csv.ts';
import {
  COLUMNS,
  type Column,
  EVERYTHING,
  FILTER_NAMES,
  formatQuery,
  parseQuery,
  type Query,
} from '../../../src/report/audit/page/query.ts';
import { selectPackages } from '../../../src/report/audit/page/select-packages.ts';
import { auditFixture } from '../../support/audit-fixture.ts';
import { SETTING } from './report-setting.ts';

let audit: Audit;
let packages: Packages;

beforeAll(async () => {
  audit = await auditFixture({ packages: 1500, seed: 11 });
  packages = openPackages(collectPageData(audit, SETTING));
}, 120_000);

describe('an address', () => {
  const texts = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
  const queries: fc.Arbitrary<Query> = fc.record({
    filters: fc.dictionary(fc.constantFrom(...FILTER_NAMES), texts, { noNullPrototype: true }),
    text: fc.string({ maxLength: 12 }),
    sort: fc.constantFrom(...(Object.keys(COLUMNS) as Column[])),
    descending: fc.boolean(),
    page: fc.nat(1000),
    open: fc.option(texts),
  });

  it('says every query, and gives it back', () => {
    fc.assert(
      fc.property(queries, (query) => {
        expect(parseQuery(formatQuery(query))).toEqual(query);
      }),
    );
  });

  it('of any kind is a query', () => {
    fc.assert(
      fc.property(fc.string(), (fragment) => {
        const { page, sort } = parseQuery(fragment);
        expect(page).toBeGreaterThanOrEqual(0);
        expect(COLUMNS).toHaveProperty(sort);
      }),
    );
    expect(parseQuery('sort=toString&page=-3&q=')).toEqual(EVERYTHING);
  });
});

test('every package is there under its name, with its numbers', () => {
  const { columns, checksums } = packages.data;
  let i = 0;
  for (const { repository, location, checksum, record } of audit.packages()) {
    expect(packages.id(i)).toBe(`${repository}:${location}`);
    expect(packages.name(i)).toBe(record?.nevra ?? location.split('/').at(-1));
    expect(checksums[i]).toBe(checksum ?? '');
    expect(columns.size[i]).toBe(record?.size ?? -1);
    expect(columns.extents[i]).toBe(record?.estimate?.extentsSize ?? -1);
    i++;
  }
  expect(packages.count).toBe(i);
});

describe('a filter', () => {
  it.each(FILTER_NAMES)('by %s finds what its choice counts', (filter) => {
    const { choices } = selectPackages(packages, EVERYTHING);
    expect(choices[filter].size).toBeGreaterThan(0);
    for (const [label, count] of choices[filter]) {
      const query = { ...EVERYTHING, filters: { [filter]: label } };
      expect(selectPackages(packages, query).rows).toHaveLength(count);
    }
  });

  it('counts as the audit does', () => {
    const { choices } = selectPackages(packages, EVERYTHING);
    for (const { name, tally } of audit.builders) {
      expect(choices.builder.get(name === '' ? '(none)' : name)).toBe(tally.packages);
    }
    for (const { rule, packages: count } of audit.rules) {
      expect(choices.rule.get(rule)).toBe(count);
    }
  });

  it('tells what only the headers say', async () => {
    const headers = await auditFixture({ packages: 300, seed: 4, depth: 'headers' });
    const { choices } = selectPackages(openPackages(collectPageData(headers, SETTING)), EVERYTHING);
    expect(headers.total.uncertain).toBeGreaterThan(100);
    expect(choices.certainty.get('uncertain')).toBe(headers.total.uncertain);
  });

  it('leaves the choices of the others that are still there', () => {
    const filters = { repository: 'in-house', severity: 'error' };
    const { rows, choices } = selectPackages(packages, { ...EVERYTHING, filters });
    expect(rows.length).toBeGreaterThan(0);
    expect(choices.severity.get('error')).toBe(rows.length);
    expect(choices.repository.size).toBeGreaterThan(1);
    for (const [label, count] of choices.reference) {
      const more = { ...EVERYTHING, filters: { ...filters, reference: label } };
      expect(selectPackages(packages, more).rows).toHaveLength(count);
    }
  });
});

describe('a search', () => {
  it('wants all words, in any case and order', () => {
    const { rows } = selectPackages(packages, { ...EVERYTHING, text: ' X86_64  microsoft ' });
    expect(rows.length).toBeGreaterThan(10);
    for (const i of rows) {
      expect(packages.words(i)).toContain('x86_64');
      expect(packages.words(i)).toContain('microsoft');
    }
  });
});

describe('an order', () => {
  it.each(Object.keys(COLUMNS) as Column[])('by %s keeps all, and turns around', (sort) => {
    const { rows: up } = selectPackages(packages, { ...EVERYTHING, sort });
    const { rows: down } = selectPackages(packages, { ...EVERYTHING, sort, descending: true });
    expect(up.toSorted((a, b) => a - b)).toEqual([...Array(packages.count).keys()]);
    expect(down).not.toEqual(up);
  });

  it('by size is one of numbers; usually the worst come first', () => {
    const { size, fate } = packages.data.columns;
    const { rows } = selectPackages(packages, { ...EVERYTHING, sort: 'size', descending: true });
    rows.slice(1).forEach((row, i) => {
      expect(size[row]!).toBeLessThanOrEqual(size[rows[i]!]!);
    });
    const worst = selectPackages(packages, EVERYTHING).rows.map((row) => fate[row]!);
    expect(worst).toEqual(worst.toSorted((a, b) => a - b));
  });
});

test('CSV has the rows that were found', () => {
  const { rows } = selectPackages(packages, { ...EVERYTHING, filters: { builder: 'fpm' } });
  const lines = packagesCsv(packages, rows).split('\r\n');
  expect(lines).toHaveLength(rows.length + 2);
  expect(lines[1]).toContain(packages.location(rows[0]!));
});
