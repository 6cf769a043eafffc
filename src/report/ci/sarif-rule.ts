/** A rule of the catalogue as a SARIF reportingDescriptor (2.1.0, 3.49). */
import { gravest, type Target } from '../../check/severity.ts';
import type { Severity } from '../../rules/rule.ts';
import { plain } from '../paint.ts';
import { ruleBody } from '../rule-page.ts';
import type { RuleRecord } from '../rule-record.ts';
import { ruleText } from '../rule-text.ts';
import { sarifText } from './sarif-message.ts';

/** Characters of a line of plain help. */
const WIDTH = 100;

const PROBLEM_SEVERITY: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  note: 'recommendation',
  none: 'recommendation',
};

export function sarifRule(rule: RuleRecord, targets: readonly Target[]): object {
  const level = gravest(rule.severity, targets);
  const link = /https:\S+/.exec(rule.sources.join(' '))?.[0];
  return {
    id: rule.id,
    shortDescription: { text: sarifText(rule.what) },
    fullDescription: { text: sarifText(rule.why) },
    ...(link === undefined ? {} : { helpUri: link }),
    help: { text: ruleText(rule, WIDTH, plain), markdown: ruleBody(rule) },
    defaultConfiguration: { level },
    properties: {
      tags: tags(rule, targets),
      precision: 'very-high',
      'problem.severity': PROBLEM_SEVERITY[level],
    },
  };
}

/** GitHub takes 20, and shows 10. */
function tags({ group, severity, alsoBreaksPlainInstall }: RuleRecord, targets: readonly Target[]) {
  return [
    'rpm',
    group,
    ...targets.filter((target) => severity[target] !== 'none'),
    alsoBreaksPlainInstall ? 'plain-install' : 'copy-on-write',
  ];
}
