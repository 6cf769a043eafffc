import { describe, expect, it, test } from 'vitest';
import { ruleAt, selectRules, unknownPatterns } from '../../src/check/rule-selection.ts';
import { RULES } from '../../src/rules/catalogue.ts';
import type { RpmVersions, Rule } from '../../src/rules/rule.ts';

const ids = (only: readonly string[], skip: readonly string[]) =>
  selectRules({ only, skip, rpmVersion: undefined }).map(({ id }) => id);
const all = RULES.map(({ id }) => id);

describe('rules', () => {
  it('are all there where nothing is said', () => {
    expect(ids([], [])).toEqual(all);
  });

  it('are taken by id and glob, and taken away after that', () => {
    expect(ids(['lead-magic'], [])).toEqual(['lead-magic']);
    const lead = all.filter((id) => id.startsWith('lead-'));
    expect(lead.length).toBeGreaterThan(1);
    expect(ids(['lead-*'], [])).toEqual(lead);
    expect(ids(['lead-*'], ['*-magic'])).toEqual(lead.filter((id) => id !== 'lead-magic'));
    expect(ids([], ['*'])).toEqual([]);
  });

  it('are missed where a pattern names none', () => {
    expect(unknownPatterns(['lead-magic', 'lead-*', 'led-*', 'lead'])).toEqual(['led-*', 'lead']);
  });
});

describe('versions of rpm', () => {
  const example = RULES[0]!;
  const weigh = (rpmVersions: readonly RpmVersions[], version: string): Rule['severity'] =>
    ruleAt({ ...example, severity, rpmVersions }, version).severity;
  const severity = { transcode: 'note', install: 'warning', spec: 'error' } as const;

  it('change nothing where all treat it alike', () => {
    const rule = { ...example, rpmVersions: [] };
    expect(ruleAt(rule, '4.14')).toBe(rule);
  });

  test.each([
    ['4.14.1', 'none'],
    ['4.14.2', 'error'],
    ['4.15', 'error'],
    ['4.19.1.1', 'error'],
    ['4.20', 'none'],
    ['6.0', 'none'],
  ])('since 4.14.2 and before 4.20, in %s: %s', (version, install) => {
    const range = { since: '4.14.2', before: '4.20', install: 'error', what: '' } as const;
    expect(weigh([range], version)).toEqual({ ...severity, install });
  });

  it('take a version of two numbers for the last release of its series', () => {
    expect(weigh([{ since: '4.14.2', install: 'note', what: '' }], '4.14').install).toBe('note');
    expect(weigh([{ before: '4.14.3', install: 'note', what: '' }], '4.14').install).toBe('none');
  });

  it('take the gravest of ranges that overlap', () => {
    const ranges = [
      { install: 'note', what: '' },
      { since: '6', install: 'error', what: '' },
    ] as const;
    expect(weigh(ranges, '4.18').install).toBe('note');
    expect(weigh(ranges, '6.0').install).toBe('error');
  });

  it('are asked of every rule that is selected', () => {
    const versioned = RULES.filter(({ rpmVersions }) => rpmVersions.length > 0);
    expect(versioned.length).toBeGreaterThan(0);
    const selected = selectRules({ only: [], skip: [], rpmVersion: '6.0' });
    expect(selected).toEqual(RULES.map((rule) => ruleAt(rule, '6.0')));
  });
});
