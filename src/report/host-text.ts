/** Checks of the host, for people: one with its reasons, or all as a table. */
import type { HostRecord } from './host-record.ts';
import type { Paint } from './paint.ts';
import { cutTable, textTable } from './text-table.ts';
import { wrapText } from './wrap-text.ts';

const COLUMNS = [{ title: 'CHECK' }, { title: 'SEVERITY' }, { title: 'WHAT' }] as const;

/** Ends with a newline. */
export function hostText(check: HostRecord, width: number, paint: Paint): string {
  const { id, severity, what, why, fix, sources } = check;
  const section = (title: string, ...texts: readonly string[]) => [
    '',
    paint('bold', title),
    ...texts.flatMap((text) => wrapText(text, width, '  ')),
  ];
  return `${[
    `${paint('bold', id)} (The host: rpmcow preflight)`,
    ...wrapText(what, width, '  '),
    ...section('Why', why),
    ...section('What to do', fix),
    ...section(
      'Severity',
      `${severity}${severity === 'error' ? ': without it no file is cloned' : ''}`,
    ),
    ...section('Sources', ...sources),
  ].join('\n')}\n`;
}

/** @param width characters of a line; what is longer is cut. Ends with a newline. */
export function hostTable(checks: readonly HostRecord[], width: number): string {
  const rows = checks.map(({ id, severity, what }) => [id, severity, what]);
  return cutTable(textTable(COLUMNS, rows), width);
}
