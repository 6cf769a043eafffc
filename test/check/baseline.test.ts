import { describe, expect, it, test } from 'vitest';
import { type BaselineEntry, baseline, baselineText } from '../../src/check/baseline.ts';
import type { CheckRecord } from '../../src/check/check-record.ts';
import { RULES } from '../../src/rules/catalogue.ts';
import { finding, record } from './made-up-record.ts';

function entry(changes: Partial<BaselineEntry> = {}): BaselineEntry {
  return { package: 'hello', rule: 'lead-reserved', tag: null, path: null, count: 1, ...changes };
}

/** Which findings are known, what is fixed, and the entries afterwards. */
function held(entries: readonly BaselineEntry[], records: readonly CheckRecord[], rules = RULES) {
  const { apply, fixed, updated } = baseline(entries, rules);
  const known = records.map((each) => apply(each).findings.map((one) => one.baseline === true));
  return { known, fixed: fixed(), updated: updated() };
}

const withFindings = (count: number, changes: Partial<CheckRecord> = {}) =>
  record({ findings: Array.from({ length: count }, () => finding()), ...changes });

describe('findings', () => {
  it('are known as often as the entry says, in the order they come', () => {
    expect(held([entry({ count: 2 })], [withFindings(3)]).known).toEqual([[true, true, false]]);
  });

  it('are known in another version of the package, and not in another package', () => {
    const newer = withFindings(1, { nevra: 'hello-3.0-1.x86_64' });
    const other = withFindings(1, { nevra: 'howdy-2.10-1.x86_64' });
    expect(held([entry()], [newer]).known).toEqual([[true]]);
    expect(held([entry()], [other]).known).toEqual([[false]]);
  });

  it('are counted over all files of a package', () => {
    const other = withFindings(1, { nevra: 'hello-2.10-1.aarch64' });
    expect(held([entry()], [withFindings(1), other]).known).toEqual([[true], [false]]);
  });

  it('that are ignored are neither known nor new nor fixed', () => {
    const findings = [finding({ ignored: { reason: 'x' } })];
    expect(held([entry()], [record({ findings })])).toEqual({
      known: [[false]],
      fixed: [],
      updated: [],
    });
  });
});

describe('an entry', () => {
  it('is fixed by as many as are gone, and forgotten', () => {
    const { fixed, updated } = held([entry({ count: 3 })], [withFindings(1)]);
    expect(fixed).toEqual([entry({ count: 2 })]);
    expect(updated).toEqual([entry({ count: 1 })]);
  });

  it.each<[string, Parameters<typeof held>]>([
    ['its package was not checked', [[entry()], [withFindings(0, { nevra: 'x-1-1.noarch' })]]],
    [
      'its rule did not run',
      [[entry()], [withFindings(0)], RULES.filter(({ id }) => id !== 'lead-reserved')],
    ],
    [
      'what the rule needs could not be read',
      [[entry()], [withFindings(0, { examined: ['file'] })]],
    ],
    [
      'one of the files with that name could not be read',
      [[entry()], [withFindings(0), withFindings(0, { examined: ['file'] })]],
    ],
  ])('is neither fixed nor forgotten where %s', (_, args) => {
    expect(held(...args)).toMatchObject({ fixed: [], updated: [entry()] });
  });

  it('of a rule that no longer exists is fixed', () => {
    const gone = entry({ rule: 'no-such-rule' });
    expect(held([gone], [withFindings(0)])).toMatchObject({ fixed: [gone], updated: [] });
  });

  it('is made of what is new', () => {
    const findings = [finding(), finding(), finding({ where: { ...finding().where, path: '/a' } })];
    expect(held([], [record({ findings })]).updated).toEqual([
      entry({ count: 2 }),
      entry({ path: '/a' }),
    ]);
  });
});

test('the file is sorted, an entry a line, whatever order entries come in', () => {
  const entries = [
    entry({ path: '/b' }),
    entry({ rule: 'a-rule' }),
    entry({ tag: 5 }),
    entry({ path: '/a', count: 12 }),
    entry({ package: 'a', rule: 'z-rule' }),
  ];
  const text = baselineText(entries);
  expect(baselineText([...entries].reverse())).toBe(text);
  expect(text).toBe(`{
  "version": 1,
  "findings": [
    {"package":"a","rule":"z-rule","tag":null,"path":null,"count":1},
    {"package":"hello","rule":"a-rule","tag":null,"path":null,"count":1},
    {"package":"hello","rule":"lead-reserved","tag":null,"path":"/a","count":12},
    {"package":"hello","rule":"lead-reserved","tag":null,"path":"/b","count":1},
    {"package":"hello","rule":"lead-reserved","tag":5,"path":null,"count":1}
  ]
}
`);
  expect(JSON.parse(baselineText([]))).toEqual({ version: 1, findings: [] });
});
