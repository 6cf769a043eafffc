/** The forecast of an extents file, for people. */
import type { CheckRecord } from '../check/check-record.ts';
import { counted } from './inspected-values.ts';
import { textTable } from './text-table.ts';

const COLUMNS = [
  { title: 'BLOCKS' },
  { title: 'EXTENTS FILE', align: 'right' },
  { title: 'GROWTH', align: 'right' },
  { title: 'PADDING', align: 'right' },
] as const;

/** Nothing where no forecast was asked for. */
export function estimateLines({ estimate, size }: CheckRecord): string[] {
  if (estimate === undefined) return [];
  if (estimate === null) return ['  no extents file to forecast'];
  const { extents, duplicates, perBlockSize } = estimate;
  const rows = perBlockSize.map(({ blockSize, extentsSize, growth, padding }) => [
    `${blockSize / 1024} KiB`,
    `${extentsSize}`,
    growth.toFixed(2),
    `${padding}`,
  ]);
  return [
    `  ${counted(size, 'byte')} of package; ${counted(extents, 'extent')}, ` +
      `${counted(duplicates, 'byte')} of duplicates not stored again`,
    ...textTable(COLUMNS, rows).map((line) => `  ${line}`),
  ];
}
