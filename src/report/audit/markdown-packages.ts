/**
 * The packages that go wrong, as a table in Markdown that keeps to a limit.
 *
 * Policy: by what becomes of them, worst first, then in the order of the audit. Of each kind no more
 * rows are kept than could ever fit, so memory does not grow with the repositories.
 */
import type { Audit, AuditedPackage } from '../../audit/audit.ts';
import { clip } from '../ci/clip.ts';
import { markdownText } from '../markdown.ts';
import { many } from './amount-text.ts';
import { codeCell, markdownTable } from './markdown-table.ts';
import { FATES, type Fate, fateCount } from './prediction-words.ts';
import { printable } from './printable.ts';

/** What the lines around the rows take. */
const FRAME = 300;
const MOST_TEXT = 200;

const WRONG: readonly Fate[] = FATES.filter((fate) => fate !== 'same');

/** Ends with a newline. @param limit characters. */
export function* markdownPackages(audit: Audit, limit: number): Generator<string> {
  const total = WRONG.reduce((sum, fate) => sum + fateCount(audit.total, fate), 0);
  if (total === 0) return;
  const rows = fitting(audit, limit - FRAME);
  yield '### Packages that go wrong\n\n';
  yield `${markdownTable(['package', 'repository', 'reference', 'rpmcow', 'why'], rows).join('\n')}\n`;
  const left = total - rows.length;
  if (left > 0) yield `\n${many(left, 'more package')} did not fit in here.\n`;
}

function fitting(audit: Audit, limit: number): (readonly string[])[] {
  const byFate = new Map(WRONG.map((fate) => [fate, { rows: [] as string[][], length: 0 }]));
  for (const pkg of audit.packages()) {
    const list = byFate.get(pkg.record?.prediction.reference ?? 'unreadable');
    if (list === undefined || list.length > limit) continue;
    const row = cells(pkg);
    list.rows.push(row);
    list.length += lengthOf(row);
  }
  let length = 0;
  const rows = [...byFate.values()].flatMap((list) => list.rows);
  const end = rows.findIndex((row) => {
    length += lengthOf(row);
    return length > limit;
  });
  return end < 0 ? rows : rows.slice(0, end);
}

function cells({ repository, location, record, trouble }: AuditedPackage): string[] {
  const { reference = 'unreadable', rpmcow = '', because = [] } = record?.prediction ?? {};
  const why = record === null ? [trouble?.message ?? ''] : because;
  return [
    codeCell(clip(printable(record?.nevra ?? location), MOST_TEXT)),
    codeCell(clip(printable(repository), MOST_TEXT)),
    reference,
    rpmcow,
    markdownText(clip(printable(why.join(', ')), MOST_TEXT)),
  ];
}

/** With the bars between the cells. */
function lengthOf(row: readonly string[]): number {
  return row.reduce((sum, cell) => sum + cell.length + 3, 3);
}
