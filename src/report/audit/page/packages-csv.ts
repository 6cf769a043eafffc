/** Packages as a table for spreadsheets; see csv-row.ts. */
import { csvRow } from '../../csv-row.ts';
import type { Packages } from './packages.ts';

const TITLES = [
  'repository',
  'location',
  'package',
  'checksum',
  'size',
  'vendor',
  'builder',
  'reference',
  'rpmcow',
  'certain',
  'because',
  'severity',
  'extents_size',
  'trouble',
] as const;

export function packagesCsv(packages: Packages, rows: readonly number[]): string {
  const { columns, checksums } = packages.data;
  const amount = (bytes: number) => (bytes < 0 ? '' : bytes);
  const label = (filter: 'reference' | 'rpmcow' | 'severity', i: number) =>
    packages.places(filter, i).map((place) => (place < 0 ? '' : packages.label(filter, place)))[0]!;
  const lines = rows.map((i) =>
    csvRow([
      packages.text('repository', i),
      packages.location(i),
      packages.name(i),
      checksums[i]!,
      amount(columns.size[i]!),
      packages.text('vendor', i),
      packages.text('builder', i),
      label('reference', i),
      label('rpmcow', i),
      ['no', 'yes', ''][columns.certain[i]!]!,
      packages.text('because', i),
      label('severity', i),
      amount(columns.extents[i]!),
      packages.text('trouble', i),
    ]),
  );
  return [csvRow(TITLES), ...lines].join('');
}
