/** A header of an inspection: its region, and a line for every entry. */
import type { EntryInspection, HeaderInspection, RegionInspection } from '../package/inspection.ts';
import { counted, hexOffset, numberOrDash, valueText } from './inspected-values.ts';
import type { TextSection } from './text-sections.ts';
import { type Column, textTable } from './text-table.ts';

const COLUMNS: readonly Column[] = [
  { title: '#', align: 'right' },
  { title: 'INDEX' },
  { title: 'TAG', align: 'right' },
  { title: 'NAME' },
  { title: 'TYPE' },
  { title: 'COUNT', align: 'right' },
  { title: 'STORE', align: 'right' },
  { title: 'DATA' },
  { title: 'LENGTH', align: 'right' },
  { title: 'IN' },
  { title: 'VALUE' },
];

/** `title` says which header it is; null is one that was not found. */
export function headerSection(title: string, header: HeaderInspection | null): TextSection {
  if (header === null) return { heading: `${title}: not found`, lines: [] };
  const { offset, entryCount, dataLength, storeOffset, region, entries } = header;
  const index = `index of ${entryCount}`;
  const store = `store of ${counted(dataLength, 'byte')} at ${hexOffset(storeOffset)}`;
  return {
    heading: `${title} at ${hexOffset(offset)}: ${index}, ${store}`,
    lines: [regionLine(region, entryCount), '', ...textTable(COLUMNS, entries.map(entryCells))],
  };
}

function regionLine(region: RegionInspection | null, total: number): string {
  if (region === null) return 'no valid region';
  const { tag, entryCount, dataLength, trailer } = region;
  const dribbles = Math.max(0, total - entryCount);
  return [
    `region ${tag}: ${entryCount} of ${total} entries (${counted(dribbles, 'dribble')})`,
    `${counted(dataLength, 'byte')} of data`,
    `trailer at ${hexOffset(trailer.offset)} (tag ${trailer.tag}, type ${trailer.type}, offset ${trailer.offsetField}, count ${trailer.count})`,
  ].join(', ');
}

function entryCells(entry: EntryInspection, position: number): readonly string[] {
  const { indexOffset, tag, name, type, typeName, count, storeOffset, offset, length } = entry;
  return [
    `${position}`,
    hexOffset(indexOffset),
    `${tag}`,
    name ?? '-',
    typeName ?? `type ${type}`,
    `${count}`,
    `${storeOffset}`,
    offset === null ? '-' : hexOffset(offset),
    numberOrDash(length),
    entry.place ?? '-',
    valueText(entry),
  ];
}
