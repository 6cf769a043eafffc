/** One checked file in a summary in Markdown. */
import type { CheckRecord, CheckResult } from '../../check/check-record.ts';
import { reaches } from '../../check/severity.ts';
import { type Standing, standing } from '../../check/standing.ts';
import type { Unreadable } from '../../package/unreadable.ts';
import type { Severity } from '../../rules/rule.ts';
import { verdictOf } from '../check-verdict.ts';
import { type FindingGroup, findingGroups } from '../finding-groups.ts';
import { counted } from '../inspected-values.ts';
import { markdownCode, markdownText } from '../markdown.ts';
import { shownPath } from '../shown-path.ts';
import { clip } from './clip.ts';
import { detailSentence, furtherPlaces } from './finding-sentence.ts';
import { reportPath } from './report-path.ts';
import type { ReportSetting } from './reporter.ts';

export interface MarkdownFile {
  /** Whether the exit status is about it. */
  readonly fails: boolean;
  /** Of the table of files; ends with a newline. */
  readonly row: string;
  /** A heading and what is below; ends with a newline. */
  readonly section: string;
}

/** Undefined for a file with nothing to say but notes. */
export function markdownFile(
  result: CheckResult,
  setting: ReportSetting,
): MarkdownFile | undefined {
  if (result.kind === 'unreadable') return unreadableFile(result.unreadable, setting);
  const { record } = result;
  const groups = findingGroups(record, setting.targets).filter(
    ({ severity }) => severity !== 'none',
  );
  const failing = groups.some(({ severity }) => reaches(severity, setting.failOn));
  const grave = groups.some(({ severity }) => reaches(severity, 'warning'));
  const fails = failing || result.kind === 'cut';
  if (!fails && !grave) return undefined;
  const path = shownPath(reportPath(record.path, setting.directory));
  const count = (level: Severity) => groups.filter(({ severity }) => severity === level).length;
  const { headline } = verdictOf(record.prediction);
  const cells = [codeCell(path), count('error'), count('warning'), count('note'), headline];
  const lines = [
    `### ${markdownText(record.nevra ?? path)}: ${headline}`,
    '',
    markdownCode(path),
    '',
    ...(result.kind === 'cut' ? [unreadableLine(result.unreadable)] : []),
    ...groups
      .filter(({ severity }) => reaches(severity, 'warning') || reaches(severity, setting.failOn))
      .map((group) => ruleLine(group, setting)),
    ...restLines(record, groups, setting),
  ];
  return { fails, row: `| ${cells.join(' | ')} |\n`, section: `${lines.join('\n')}\n` };
}

function unreadableFile(unreadable: Unreadable, { directory }: ReportSetting): MarkdownFile {
  const path = shownPath(reportPath(unreadable.path, directory));
  return {
    fails: true,
    row: `| ${codeCell(path)} | | | | could not be read |\n`,
    section: `### ${markdownText(path)}: could not be read\n\n${unreadableLine(unreadable)}\n`,
  };
}

function unreadableLine({ code, message }: Unreadable): string {
  return `- **unreadable** ${markdownCode(code)}: ${markdownText(clip(message))}`;
}

function ruleLine(
  { rule, severity, findings: [first, ...others], omitted }: FindingGroup,
  { rules }: ReportSetting,
): string {
  const further = furtherPlaces(others.length + omitted);
  const text = `${clip(`${first.message}. ${detailSentence(first)}`)}${further}`;
  const fix = rules.find(({ id }) => id === rule)?.fix;
  const advice = fix === undefined ? '' : ` **What to do:** ${markdownText(fix)}`;
  return `- **${severity}** ${markdownCode(rule)}: ${markdownText(text)}${advice}`;
}

/** What does not fail: names are enough. */
function restLines(
  { findings }: CheckRecord,
  groups: readonly FindingGroup[],
  { failOn }: ReportSetting,
): string[] {
  const notes = groups
    .filter(({ severity }) => severity === 'note' && !reaches(severity, failOn))
    .map(({ rule }) => markdownCode(rule));
  const count = (wanted: Standing) =>
    findings.filter((finding) => standing(finding) === wanted).length;
  return [
    ...(notes.length === 0 ? [] : [`- notes: ${notes.join(', ')}`]),
    ...(count('known') === 0 ? [] : [`- in the baseline: ${counted(count('known'), 'finding')}`]),
    ...(count('ignored') === 0 ? [] : [`- ignored: ${counted(count('ignored'), 'finding')}`]),
  ];
}

/** A cell ends at a bar even within code. */
function codeCell(text: string): string {
  return markdownCode(text).replaceAll('|', '\\|');
}
