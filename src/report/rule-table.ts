/** The rule catalogue as a table, for people. */
import type { RuleRecord } from './rule-record.ts';
import { cutTable, textTable } from './text-table.ts';

const COLUMNS = [
  { title: 'RULE' },
  { title: 'TRANSCODE' },
  { title: 'INSTALL' },
  { title: 'SPEC' },
  { title: 'WHAT' },
] as const;

/** @param width characters of a line; what is longer is cut. Ends with a newline. */
export function ruleTable(rules: readonly RuleRecord[], width: number): string {
  const rows = rules.map(({ id, severity, what }) => [
    id,
    severity.transcode,
    severity.install,
    severity.spec,
    what,
  ]);
  return cutTable(textTable(COLUMNS, rows), width);
}
