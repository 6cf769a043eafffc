/** A rule as plain data, for JSON: everything but its functions. */
import type { RuleGroup } from '../rules/catalogue.ts';
import type { Need, Rule, Severities, Severity } from '../rules/rule.ts';

export interface RuleRecord {
  readonly id: string;
  readonly group: RuleGroup;
  /** How much of the file must be readable for the rule to run. */
  readonly needs: Need;
  readonly severity: Severities;
  readonly alsoBreaksPlainInstall: boolean;
  readonly rpmVersions: readonly RpmVersionRecord[];
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly sources: readonly string[];
  readonly examples: Rule['examples'];
}

export interface RpmVersionRecord {
  /** Included; null: from the first on. */
  readonly since: string | null;
  /** Excluded; null: up to the newest. */
  readonly before: string | null;
  readonly install: Severity;
  readonly what: string;
}

export function ruleRecord(rule: Rule, group: RuleGroup): RuleRecord {
  const { id, needs, severity, alsoBreaksPlainInstall, doc, examples } = rule;
  const { what, why, fix, sources } = doc;
  const rpmVersions = rule.rpmVersions.map((range) => ({
    since: range.since ?? null,
    before: range.before ?? null,
    install: range.install,
    what: range.what,
  }));
  return {
    id,
    group,
    needs,
    severity,
    alsoBreaksPlainInstall,
    rpmVersions,
    what,
    why,
    fix,
    sources,
    examples,
  };
}
