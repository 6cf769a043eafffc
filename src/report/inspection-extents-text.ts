/** The sections of an extents file in an inspection. */
import type {
  ChecksigInspection,
  CsumInspection,
  ExtentInspection,
  ExtentsInspection,
  FooterInspection,
  PaddingInspection,
  TableInspection,
} from '../package/inspection.ts';
import { counted, hexOffset, numberOrDash, shownText } from './inspected-values.ts';
import type { TextSection } from './text-sections.ts';
import { type Column, textTable } from './text-table.ts';

const COLUMNS: readonly Column[] = [
  { title: 'RECORD' },
  { title: 'CONTENT' },
  { title: 'SIZE', align: 'right' },
  { title: 'DIGEST' },
  { title: 'FILES' },
];

export function extentsSections({
  checksig,
  table,
  csum,
  padding,
  footer,
}: ExtentsInspection): TextSection[] {
  return [
    ...(checksig === null ? [] : [checksigSection(checksig)]),
    ...(table === null ? [] : [tableSection(table)]),
    ...(csum === null ? [] : [csumSection(csum)]),
    ...(padding === null ? [] : [paddingSection(padding)]),
    ...(footer === null ? [] : [footerSection(footer)]),
  ];
}

const RESULTS: Readonly<Record<number, string>> = { 0: 'OK', 2: 'failed' };

function checksigSection({ offset, rc, text }: ChecksigInspection): TextSection {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return {
    heading: `Checksig block at ${hexOffset(offset)}: rc ${rc} (${RESULTS[rc] ?? 'unknown'})`,
    lines: lines.map((line) => shownText(line.trimStart())),
  };
}

function tableSection({ offset, digestLength, sorted, records }: TableInspection): TextSection {
  const order = sorted ? 'sorted' : 'NOT SORTED';
  return {
    heading: `Digest table at ${hexOffset(offset)}: ${counted(records.length, 'record')} with digests of ${counted(digestLength, 'byte')}, ${order}`,
    lines: records.length === 0 ? [] : textTable(COLUMNS, records.map(recordCells)),
  };
}

function recordCells({ recordOffset, offset, digest, files }: ExtentInspection): readonly string[] {
  const sizes = [...new Set(files.map(({ size }) => numberOrDash(size)))];
  return [
    hexOffset(recordOffset),
    hexOffset(offset),
    sizes.length === 0 ? '-' : sizes.join('/'),
    digest,
    filesText(files.map(({ path }) => path)),
  ];
}

/** The first, and how many more. */
function filesText(paths: readonly string[]): string {
  const [path] = paths;
  if (path === undefined) return '-';
  const more = paths.length - 1;
  return more === 0 ? shownText(path) : `${shownText(path)} and ${more} more`;
}

function csumSection({ offset, inputLength, digests }: CsumInspection): TextSection {
  return {
    heading: `Csum block at ${hexOffset(offset)}: of a package of ${counted(inputLength, 'byte')}`,
    lines: digests.map(({ name, digest }) => `${shownText(name)}  ${digest}`),
  };
}

function paddingSection({ offset, length, zero }: PaddingInspection): TextSection {
  return {
    heading: `Padding at ${hexOffset(offset)}: ${counted(length, 'byte')}, ${zero ? 'all zero' : 'NOT ZERO'}`,
    lines: [],
  };
}

function footerSection({
  offset,
  length,
  generation,
  checksig,
  table,
  csum,
}: FooterInspection): TextSection {
  return {
    heading: `Footer at ${hexOffset(offset)}: ${counted(length, 'byte')}, as of ${generation}`,
    lines: [
      `checksig  ${checksig === null ? '-' : hexOffset(checksig)}`,
      `table     ${hexOffset(table)}`,
      `csum      ${hexOffset(csum)}`,
    ],
  };
}
