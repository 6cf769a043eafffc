/**
 * Which rules run, and what they weigh for one version of rpm.
 *
 * Policy: `only` first, then `skip` takes away; a pattern that names no rule is the caller's error,
 * since it is a typing mistake more often than not.
 */
import { rpmvercmp } from '../../native-free-parsers/rpmvercmp.ts';
import { RULES } from '../rules/catalogue.ts';
import type { RpmVersions, Rule } from '../rules/rule.ts';
import { globMatcher } from './glob.ts';
import { compareGravity } from './severity.ts';

/** Plain data, so that it can be handed to a worker. */
export interface RuleSelection {
  /** Ids or globs; empty means all rules. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
  /** Undefined: the versions that the severities of the catalogue are about, 4.18 and 4.19. */
  readonly rpmVersion: string | undefined;
}

export function selectRules({ only, skip, rpmVersion }: RuleSelection): readonly Rule[] {
  const wanted = only.map(globMatcher);
  const unwanted = skip.map(globMatcher);
  const rules = RULES.filter(
    ({ id }) =>
      (wanted.length === 0 || wanted.some((matches) => matches(id))) &&
      !unwanted.some((matches) => matches(id)),
  );
  return rpmVersion === undefined ? rules : rules.map((rule) => ruleAt(rule, rpmVersion));
}

/** The patterns that no rule of the catalogue matches. */
export function unknownPatterns(patterns: readonly string[]): readonly string[] {
  return patterns.filter((pattern) => !RULES.some(({ id }) => globMatcher(pattern)(id)));
}

/** A rule with what it is to installing with this version of rpm. */
export function ruleAt(rule: Rule, version: string): Rule {
  if (rule.rpmVersions.length === 0) return rule;
  const at = wholeVersion(version);
  const [install = 'none'] = rule.rpmVersions
    .filter((range) => isWithin(at, range))
    .map((range) => range.install)
    .sort(compareGravity);
  return { ...rule, severity: { ...rule.severity, install } };
}

function isWithin(version: string, { since, before }: RpmVersions): boolean {
  if (since !== undefined && rpmvercmp(version, since) < 0) return false;
  return before === undefined || rpmvercmp(version, before) < 0;
}

/** 4.14 stands for the last release of that series: distributions ship it, and it has all fixes. */
function wholeVersion(version: string): string {
  return /^\d+\.\d+$/.test(version) ? `${version}.999` : version;
}
