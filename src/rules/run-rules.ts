/**
 * Runs rules over the facts of one file.
 *
 * Policy: a rule runs when what it needs is there, and what it looks for can be there. Each names
 * its first places one by one and only counts the others, so that a package of many files with one
 * habit stays readable.
 */
import type { PackageFacts } from '../package/facts/facts.ts';
import { applicableRules } from './applicable-rules.ts';
import type { Evidence, Rule, Severities } from './rule.ts';

/** Findings of one rule in one file before the rest is only counted. */
export const MOST_FINDINGS = 20;

/** One place of one defect: plain data, ready to be printed, stored or sent. */
export interface Finding extends Evidence {
  readonly rule: string;
  readonly severity: Severities;
  readonly alsoBreaksPlainInstall: boolean;
  readonly message: string;
}

export interface Findings {
  /** By rule, in the catalogue's order; of one rule in the file's order. */
  readonly findings: readonly Finding[];
  /** How many more places each rule found. */
  readonly omitted: ReadonlyMap<string, number>;
}

/** @param most findings of one rule that are named one by one. */
export function runRules(
  facts: PackageFacts,
  rules: readonly Rule[],
  most: number = MOST_FINDINGS,
): Findings {
  const findings: Finding[] = [];
  const omitted = new Map<string, number>();
  for (const rule of applicableRules(facts, rules)) {
    let count = 0;
    for (const evidence of rule.check(facts as never)) {
      count++;
      if (count <= most) findings.push(findingOf(rule, evidence));
    }
    if (count > most) omitted.set(rule.id, count - most);
  }
  return { findings, omitted };
}

function findingOf(rule: Rule, evidence: Evidence): Finding {
  const { id, severity, alsoBreaksPlainInstall } = rule;
  const message = rule.message(evidence);
  return { rule: id, severity, alsoBreaksPlainInstall, message, ...evidence };
}
