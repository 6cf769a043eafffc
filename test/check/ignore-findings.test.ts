import { describe, expect, it } from 'vitest';
import { firstFindings } from '../../src/check/first-findings.ts';
import { type IgnoreEntry, ignoreList } from '../../src/check/ignore-findings.ts';
import { finding, record } from './made-up-record.ts';

const TODAY = '2026-05-01';

function entry(changes: Partial<IgnoreEntry> = {}): IgnoreEntry {
  const any = { package: undefined, path: undefined, expires: undefined };
  return { rule: 'lead-reserved', reason: 'harmless', ...any, ...changes };
}

/** The rules of a record that are ignored by these entries, and what is left of the entries. */
function ignored(entries: readonly IgnoreEntry[], nevra: string | null = 'hello-2.10-1.x86_64') {
  const list = ignoreList(entries, TODAY);
  const findings = [
    finding(),
    finding({ rule: 'file-unsorted', where: { ...finding().where, path: '/usr/bin/hello' } }),
  ];
  const { findings: marked } = list.apply(record({ nevra, findings }));
  return {
    rules: marked.filter(({ ignored }) => ignored !== undefined).map(({ rule }) => rule),
    unused: list.unused().length,
    expired: list.expired.length,
  };
}

describe('an entry', () => {
  it('marks the findings of its rule, and says why', () => {
    const list = ignoreList([entry()], TODAY);
    const { findings } = list.apply(record({ findings: [finding(), finding({ rule: 'x-y' })] }));
    expect(findings).toEqual([
      finding({ ignored: { reason: 'harmless' } }),
      finding({ rule: 'x-y' }),
    ]);
  });

  it('names rules, packages and files by globs', () => {
    const both = ['lead-reserved', 'file-unsorted'];
    expect(ignored([entry({ rule: '*' })]).rules).toEqual(both);
    expect(ignored([entry({ rule: '*', package: 'hello' })]).rules).toEqual(both);
    expect(ignored([entry({ rule: '*', package: 'hell?-2*' })]).rules).toEqual(both);
    expect(ignored([entry({ rule: '*', package: 'hell' })]).rules).toEqual([]);
    expect(ignored([entry({ rule: '*', path: '/usr/*' })]).rules).toEqual(['file-unsorted']);
    expect(ignored([entry({ rule: '*', path: '/usr' })]).rules).toEqual([]);
  });

  it('with a package matches nothing of a file without a name', () => {
    expect(ignored([entry()], null).rules).toEqual(['lead-reserved']);
    expect(ignored([entry({ package: '*' })], null).rules).toEqual([]);
  });

  it('ends after the day it expires', () => {
    const yesterday = entry({ expires: '2026-04-30' });
    expect(ignored([yesterday])).toEqual({ rules: [], unused: 0, expired: 1 });
    const today = entry({ expires: TODAY });
    expect(ignored([today])).toEqual({ rules: ['lead-reserved'], unused: 0, expired: 0 });
  });

  it('is unused until it ignores something', () => {
    expect(ignored([entry({ rule: 'x-y' }), entry()])).toMatchObject({ unused: 1 });
  });
});

describe('a rule with many findings', () => {
  const places = Array.from({ length: 50 }, (_, i) =>
    finding({ where: { ...finding().where, path: i % 2 === 0 ? `/a/${i}` : `/b/${i}` } }),
  );

  it('is seen whole where entries look at files, and then cut as ever', () => {
    const list = ignoreList([entry({ path: '/a/*' })], TODAY);
    expect(list.needsAll).toBe(true);
    const { findings, omitted } = firstFindings(list.apply(record({ findings: places })));
    expect(findings.filter(({ ignored }) => ignored !== undefined)).toHaveLength(20);
    expect(findings.filter(({ ignored }) => ignored === undefined)).toHaveLength(20);
    expect(omitted).toEqual({ 'lead-reserved': 10 });
  });

  it('needs no more than its first ones otherwise', () => {
    expect(ignoreList([entry()], TODAY).needsAll).toBe(false);
  });
});
