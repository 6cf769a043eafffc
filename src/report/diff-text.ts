/**
 * What is different in a new package, for people: who they are and what becomes of them, what a
 * cache of extents files shares, then what changed.
 *
 * Policy: pure; a record in, text out. What did not change is named in one line; long lists are cut,
 * JSON has them whole.
 */
import type { DiffRecord, DiffSide } from '../check/diff/diff-record.ts';
import type { CheckTextStyle } from './check-text-style.ts';
import { verdictOf } from './check-verdict.ts';
import { contentsSection } from './diff-contents-text.ts';
import { dependenciesSection } from './diff-dependencies-text.ts';
import { filesSection } from './diff-files-text.ts';
import { findingsSection } from './diff-findings-text.ts';
import type { DiffSection } from './diff-section.ts';
import { sizesSection } from './diff-sizes-text.ts';
import { tagsSection } from './diff-tags-text.ts';
import { shownPath } from './shown-path.ts';
import { wrapText } from './wrap-text.ts';

/** Ends with a newline. */
export function diffText(record: DiffRecord, style: CheckTextStyle): string {
  const sections = [
    contentsSection(record.contents, style),
    sizesSection(record.sizes),
    findingsSection(record.findings, style),
    tagsSection(record.tags, style),
    filesSection(record.files, style),
    dependenciesSection(record.dependencies, style),
  ];
  const lines = [
    ...headLines(record, style),
    ...sections.flatMap((section) => sectionLines(section, style)),
    ...sameLines(sections, style),
  ];
  return `${lines.join('\n')}\n`;
}

function headLines(record: DiffRecord, style: CheckTextStyle): string[] {
  const { paint, width } = style;
  const [old, current] = [record.old, record.new].map(
    ({ nevra, path }) => nevra ?? shownPath(path),
  );
  const impossible =
    'rpm cannot load the headers of one of them: only sizes and findings can be compared';
  return [
    paint('bold', `${old} -> ${current}`),
    sideLine('old', record.old, style),
    sideLine('new', record.new, style),
    ...(record.files === null ? wrapText(impossible, width, '  ') : []),
  ];
}

function sideLine(
  name: string,
  { path, kind, builder, prediction }: DiffSide,
  { paint }: CheckTextStyle,
): string {
  const { tone, headline } = verdictOf(prediction);
  const what = [
    ...(kind === 'extents' ? ['extents file'] : []),
    paint(tone, headline),
    ...(builder === null ? [] : [`built by ${builder}`]),
  ];
  return `  ${name}  ${shownPath(path)}: ${what.join('; ')}`;
}

function sectionLines(section: DiffSection, { paint }: CheckTextStyle): string[] {
  if (section.kind !== 'different') return [];
  const { title, summary, lines } = section;
  return ['', `${paint('bold', title)}: ${summary}`, ...lines];
}

function sameLines(sections: readonly DiffSection[], { width }: CheckTextStyle): string[] {
  const same = sections
    .filter(({ kind }) => kind === 'same')
    .map(({ title }) => title.toLowerCase());
  return same.length === 0 ? [] : ['', ...wrapText(`The same: ${same.join(', ')}`, width, '', 2)];
}
