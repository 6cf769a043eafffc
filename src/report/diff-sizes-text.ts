/** Sizes of two packages side by side, for people. */
import type { DiffSizes, SizePair } from '../check/diff/diff-record.ts';
import type { DiffSection } from './diff-section.ts';
import { numberOrDash } from './inspected-values.ts';
import { textTable } from './text-table.ts';

const COLUMNS = [
  { title: '' },
  { title: 'OLD', align: 'right' },
  { title: 'NEW', align: 'right' },
  { title: 'CHANGE', align: 'right' },
] as const;

const ROWS: readonly (readonly [keyof DiffSizes, string])[] = [
  ['package', 'package'],
  ['contents', 'contents'],
  ['extents', 'extents file'],
];

export function sizesSection(sizes: DiffSizes): DiffSection {
  const rows = ROWS.map(([key, name]) => {
    const pair = sizes[key];
    return [name, numberOrDash(pair.old), numberOrDash(pair.new), changeText(pair)];
  });
  return {
    kind: 'different',
    title: 'Sizes',
    summary: 'in bytes; the extents file with blocks of 4 KiB, estimated',
    lines: textTable(COLUMNS, rows).map((line) => `  ${line}`),
  };
}

/** `+12 (+3.4 %)`. */
function changeText({ old, new: current }: SizePair): string {
  if (old === null || current === null) return '-';
  const change = signed(current - old, 0);
  const percent = signed((100 * (current - old)) / old, 1);
  return old === 0 || /^[+-]?0\.0$/.test(percent) ? change : `${change} (${percent} %)`;
}

function signed(value: number, digits: number): string {
  return `${value > 0 ? '+' : ''}${value.toFixed(digits)}`;
}
