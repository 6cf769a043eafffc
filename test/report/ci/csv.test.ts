/** Comma-separated values: RFC 4180, and no formula. */
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../../src/check/check-record.ts';
import { checked, cut, fault, finds, reportText, UNREADABLE } from './report-text.ts';

/** Rows by the names of their columns; this reader knows RFC 4180 and nothing else. */
function rows(results: readonly CheckResult[]): Record<string, string>[] {
  const cells: string[][] = [[]];
  const token = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  const text = reportText('csv', results);
  let end = 0;
  for (const [all, quoted, plain, separator] of text.matchAll(token)) {
    cells.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain!);
    if (separator === '\r\n') cells.push([]);
    end += all.length;
  }
  expect(end).toBe(text.length);
  expect(cells.pop()).toEqual([]);
  const [names, ...values] = cells;
  return values.map((row) => {
    expect(row).toHaveLength(names!.length);
    return Object.fromEntries(names!.map((name, i) => [name, row[i]!]));
  });
}

describe('a row', () => {
  it('is a finding, with its package and prediction', () => {
    expect(rows([finds({ where: { ...fault().where, tag: 1000, path: '/a' } })])).toEqual([
      {
        path: 'Packages/hello.rpm',
        package: 'hello-2.10-1.x86_64',
        builder: 'rpmbuild 4.18.0',
        reference: 'same',
        rpmcow: 'transcoded',
        rule: 'lead-magic',
        severity: 'error',
        transcode: 'error',
        install: 'none',
        spec: 'none',
        standing: 'counts',
        section: 'lead',
        offset: '80',
        length: '16',
        tag: '1000',
        file: '/a',
        message: 'the reserved bytes of the lead are not zero',
        expected: '16 zero bytes',
        found: '01',
        further: '0',
      },
    ]);
  });

  it('is a package without findings, too, and a file that cannot be read', () => {
    const list = rows([checked(), UNREADABLE, cut()]);
    expect(list.map(({ reference, rule, standing }) => [reference, rule, standing])).toEqual([
      ['same', '', ''],
      ['', '', 'unreadable'],
      ['both-reject', 'sig-truncated', 'counts'],
      ['', '', 'unreadable'],
    ]);
  });

  it('says whether the finding counts, and of how many places there is no row', () => {
    const findings = [fault({ ignored: { reason: 'x' } }), fault({ baseline: true }), fault()];
    const list = rows([checked({ findings, omitted: { 'lead-magic': 9 } })]);
    expect(list.map(({ standing }) => standing)).toEqual(['ignored', 'known', 'counts']);
    expect(list.map(({ further }) => further)).toEqual(['0', '0', '9']);
  });
});

describe('a cell', () => {
  it('holds quotation marks, commas and line ends', () => {
    expect(rows([finds({ message: 'a "b", c\r\nd' })])[0]!['message']).toBe('a "b", c\r\nd');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('is no formula: %j', (message) => {
    expect(rows([finds({ message })])[0]!['message']).toBe(`'${message}`);
  });
});
