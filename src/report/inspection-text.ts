/**
 * An inspection for people: a map of the file, then every part in the order of the file.
 *
 * Policy: pure; a record in, text out. Offsets are hexadecimal and modes octal, everything else is
 * decimal. Values are shortened, strings of the package made printable, nothing is judged.
 */
import type { Inspection, LeadInspection, Span } from '../package/inspection.ts';
import { counted, hexOffset, quotedText, shownText } from './inspected-values.ts';
import { extentsSections } from './inspection-extents-text.ts';
import { headerSection } from './inspection-header-text.ts';
import { payloadSections } from './inspection-payload-text.ts';
import { type Emphasis, type TextSection, textSections } from './text-sections.ts';
import { textTable } from './text-table.ts';

/** The whole report, ending with a newline; `path` is what the file was called. */
export function inspectionText(path: string, inspection: Inspection, emphasis: Emphasis): string {
  const { lead, signatureHeader, mainHeader, payload, extents } = inspection;
  const sections = [
    mapSection(path, inspection),
    leadSection(lead),
    headerSection('Signature header', signatureHeader),
    headerSection('Main header', mainHeader),
    ...(payload === null ? [] : payloadSections(payload)),
    ...(extents === null ? [] : extentsSections(extents)),
  ];
  return textSections(sections, emphasis);
}

function mapSection(path: string, inspection: Inspection): TextSection {
  const { kind, nevra, size, problems } = inspection;
  const what = kind === 'package' ? 'RPM package' : 'extents file';
  const name = nevra === null ? '' : ` ${shownText(nevra)}`;
  const trouble = problems.length === 0 ? '' : ', not readable to the end';
  const rows = partsOf(inspection).map(([part, { offset, length }]) => [
    hexOffset(offset),
    hexOffset(offset + length),
    `${length}`,
    part,
  ]);
  return {
    heading: `${path}: ${what}${name}, ${counted(size, 'byte')}${trouble}`,
    lines: textTable(
      [
        { title: 'OFFSET' },
        { title: 'END' },
        { title: 'LENGTH', align: 'right' },
        { title: 'PART' },
      ],
      rows,
    ),
  };
}

/** The parts that were found, in the order of the file. */
function partsOf({ lead, signatureHeader, padding, mainHeader, payload, extents }: Inspection) {
  const parts: readonly [part: string, span: Span | null][] = [
    ['lead', lead],
    ['signature header', signatureHeader],
    ['padding', padding],
    ['main header', mainHeader],
    ['payload', payload],
    ['contents', extents?.contents ?? null],
    ['checksig block', extents?.checksig ?? null],
    ['digest table', extents?.table ?? null],
    ['csum block', extents?.csum ?? null],
    ['padding', extents?.padding ?? null],
    ['footer', extents?.footer ?? null],
  ];
  return parts.filter((part): part is [string, Span] => part[1] !== null);
}

const PACKAGE_TYPES = ['binary', 'source'];

function leadSection(lead: LeadInspection): TextSection {
  const { major, minor, type, archnum, osnum, signatureType, name, nameTerminated } = lead;
  const kind = PACKAGE_TYPES[type] ?? 'unknown';
  return {
    heading: `Lead at ${hexOffset(lead.offset)}`,
    lines: [
      `name       ${quotedText(name)}${nameTerminated ? '' : ' (no NUL behind it)'}`,
      `version    ${major}.${minor}`,
      `type       ${type} (${kind})`,
      `archnum    ${archnum}`,
      `osnum      ${osnum}`,
      `signature  type ${signatureType}`,
      `reserved   ${lead.reserved}`,
    ],
  };
}
