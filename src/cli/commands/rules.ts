/** The verb rules: the catalogue, of packages and of the host. */
import { Command, Option } from 'commander';
import { gravest, reaches, TARGETS, type Target, type Threshold } from '../../check/severity.ts';
import type { HostRecord } from '../../report/host-record.ts';
import { hostTable } from '../../report/host-text.ts';
import { jsonPieces } from '../../report/json-pieces.ts';
import { rulePage } from '../../report/rule-page.ts';
import type { RuleRecord } from '../../report/rule-record.ts';
import { ruleTable } from '../../report/rule-table.ts';
import { RULE_GROUPS, type RuleGroup } from '../../rules/catalogue.ts';
import { hostRecords } from '../host-records.ts';
import { print } from '../print.ts';
import { ruleRecords } from '../rule-records.ts';
import { VERSION } from '../version.ts';

/** A part of a package, or what is no part of one. */
type Group = RuleGroup | 'host';

interface Options {
  readonly group?: Group;
  readonly target?: Target;
  readonly severity: Threshold;
  readonly format: 'text' | 'json' | 'markdown';
}

export function rulesCommand(): Command {
  return new Command('rules')
    .summary('list the rules that check and preflight go by')
    .description(
      'Lists the rule catalogue: each rule of check, its severity for each target, its defect; then ' +
        'what preflight looks at on a host.',
    )
    .addOption(
      new Option('--group <group>', 'only rules about this part of a package, or the host').choices(
        [...Object.keys(RULE_GROUPS), 'host'],
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
  // A host has no payload to transcode and follows no format: it is about installing alone.
  const hostChecks = hostRecords().filter(
    (check) =>
      (group === undefined || group === 'host') &&
      targets.includes('install') &&
      reaches(check.severity, severity),
  );
  switch (format) {
    case 'text':
      return tablesOf(rules, hostChecks);
    case 'json':
      return documentOf(rules, hostChecks);
    case 'markdown':
      return rulePage(rules, hostChecks);
  }
}

function tablesOf(rules: readonly RuleRecord[], hostChecks: readonly HostRecord[]): string {
  const width = process.stdout.columns ?? Number.POSITIVE_INFINITY;
  const host = hostChecks.length === 0 ? '' : hostTable(hostChecks, width);
  if (rules.length === 0 && host !== '') return host;
  return `${ruleTable(rules, width)}${host === '' ? '' : `\n${host}`}`;
}

function documentOf(rules: readonly RuleRecord[], hostChecks: readonly HostRecord[]): string {
  const tool = { name: 'rpmcow', version: VERSION };
  return `${[...jsonPieces({ tool, rules, hostChecks })].join('')}\n`;
}
