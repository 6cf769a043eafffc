/** Rules of the catalogue as plain data, sorted by id. */
import { type RuleRecord, ruleRecord } from '../report/rule-record.ts';
import { RULE_GROUPS, RULES, type RuleGroup } from '../rules/catalogue.ts';
import type { Rule } from '../rules/rule.ts';

/** @param rules as they are, or weighed for a version of rpm; by default all. */
export function ruleRecords(rules: readonly Rule[] = RULES): RuleRecord[] {
  const groups = new Map<string, RuleGroup>();
  for (const group of Object.keys(RULE_GROUPS) as RuleGroup[]) {
    for (const { id } of RULE_GROUPS[group]) groups.set(id, group);
  }
  return rules.map((rule) => ruleRecord(rule, groups.get(rule.id)!));
}
