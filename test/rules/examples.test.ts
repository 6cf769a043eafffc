/**
 * Every rule against the packages it names: it fires on those that have its defect, stays silent on
 * the others, and no rule finds fault with a package that another calls its silent example.
 */
import { describe, expect, test } from 'vitest';
import { RULES } from '../../src/rules/catalogue.ts';
import { runRules } from '../../src/rules/run-rules.ts';
import { exampleFacts } from './example-facts.ts';

describe.each(RULES.map((rule) => ({ id: rule.id, rule })))('$id', ({ rule }) => {
  test.each(rule.examples.fires)('fires on %s', async (name) => {
    const { findings } = runRules(await exampleFacts(name), [rule]);
    expect(findings.length).toBeGreaterThan(0);
    for (const { message, expected, found, where } of findings) {
      expect(message).toMatch(/^\S.*[^.\s]$/);
      expect(message).not.toMatch(/undefined|NaN|\[object/);
      expect(`${expected} ${found}`).not.toMatch(/undefined|NaN|\[object/);
      expect(where.offset).toBeGreaterThanOrEqual(0);
    }
  });

  test.each(rule.examples.silent)('is silent on %s', async (name) => {
    expect(runRules(await exampleFacts(name), [rule]).findings).toEqual([]);
  });
});

const silent = [...new Set(RULES.flatMap(({ examples }) => examples.silent))].sort();

test.each(silent)('no rule finds more than notes in the silent example %s', async (name) => {
  const { findings } = runRules(await exampleFacts(name), RULES);
  const grave = findings.filter(({ severity }) =>
    Object.values(severity).some((level) => level === 'error' || level === 'warning'),
  );
  expect(grave).toEqual([]);
});
