/** The verb rules: the catalogue. */
import { Command, Option } from 'commander';
import { gravest, reaches, TARGETS, type Target, type Threshold } from '../../check/severity.ts';
import { jsonPieces } from '../../report/json-pieces.ts';
import { rulePage } from '../../report/rule-page.ts';
import type { RuleRecord } from '../../report/rule-record.ts';
import { ruleTable } from '../../report/rule-table.ts';
import { RULE_GROUPS, type RuleGroup } from '../../rules/catalogue.ts';
import { print } from '../print.ts';
import { ruleRecords } from '../rule-records.ts';
import { VERSION } from '../version.ts';

interface Options {
  readonly group?: RuleGroup;
  readonly target?: Target;
  readonly severity: Threshold;
  readonly format: 'text' | 'json' | 'markdown';
}

export function rulesCommand(): Command {
  return new Command('rules')
    .summary('list the rules that check looks at packages with')
    .description('Lists the rule catalogue: each rule, its severity for each target, its defect.')
    .addOption(
      new Option('--group <group>', 'only rules about this part of a package').choices(
        Object.keys(RULE_GROUPS),
      ),
    )
    .addOption(
      new Option('--target <target>', 'only rules that matter to this target').choices(TARGETS),
    )
    .addOption(
      new Option('--severity <severity>', 'only rules from this severity on')
        .choices(['error', 'warning', 'note'])
        .default('note'),
    )
    .addOption(
      new Option('--format <format>', 'a table for people, JSON, or a page of Markdown')
        .choices(['text', 'json', 'markdown'])
        .default('text'),
    )
    .addHelpText(
      'after',
      `
Examples:
  rpmcow rules
  rpmcow rules --target install --severity error
  rpmcow rules --group signature-header --format json | jq -r '.rules[].id'`,
    )
    .action((options: Options) => print(catalogueText(options)));
}

function catalogueText({ group, target, severity, format }: Options): string {
  const targets = target === undefined ? TARGETS : [target];
  const rules = ruleRecords().filter(
    (rule) =>
      (group === undefined || rule.group === group) &&
      reaches(gravest(rule.severity, targets), severity),
  );
  switch (format) {
    case 'text':
      return ruleTable(rules, process.stdout.columns ?? Number.POSITIVE_INFINITY);
    case 'json':
      return documentOf(rules);
    case 'markdown':
      return rulePage(rules);
  }
}

function documentOf(rules: readonly RuleRecord[]): string {
  const tool = { name: 'rpmcow', version: VERSION };
  return `${[...jsonPieces({ tool, rules })].join('')}\n`;
}
