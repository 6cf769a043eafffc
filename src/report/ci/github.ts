/**
 * Workflow commands that GitHub Actions shows as annotations: ::error, ::warning, ::notice.
 *
 * Policy: one a rule and package, since GitHub shows ten of a kind for a step. Notes are left out
 * unless they make the check fail; what is known or ignored always is.
 * Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
import type { CheckRecord, CheckResult } from '../../check/check-record.ts';
import { reaches } from '../../check/severity.ts';
import type { Unreadable } from '../../package/unreadable.ts';
import { type FindingGroup, findingGroups } from '../finding-groups.ts';
import { clip } from './clip.ts';
import { findingSentences, furtherPlaces } from './finding-sentence.ts';
import { reportPath } from './report-path.ts';
import type { CheckReporter, ReportSetting } from './reporter.ts';
import { specLine } from './spec-line.ts';

const COMMANDS = { error: 'error', warning: 'warning', note: 'notice' } as const;

export function github(setting: ReportSetting): CheckReporter {
  return {
    start: () => [],
    result: (result) => annotations(result, setting),
    end: () => [],
  };
}

function* annotations(result: CheckResult, setting: ReportSetting): Generator<string> {
  if (result.kind !== 'checked') yield unreadableAnnotation(result.unreadable, setting);
  if (result.kind === 'unreadable') return;
  for (const group of findingGroups(result.record, setting.targets)) {
    const { severity } = group;
    if (severity === 'none') continue;
    if (!reaches(severity, 'warning') && !reaches(severity, setting.failOn)) continue;
    yield annotation(COMMANDS[severity], group, result.record, setting);
  }
}

function annotation(
  command: string,
  { rule, findings, omitted }: FindingGroup,
  { path, nevra }: CheckRecord,
  { directory, spec }: ReportSetting,
): string {
  const [first, ...others] = findings;
  const whose = nevra === null ? '' : `${nevra}: `;
  return line(command, {
    file: reportPath(spec?.path ?? path, directory),
    line: spec === undefined ? 1 : specLine(spec, first.where),
    title: rule,
    message: `${whose}${findingSentences(first)}${furtherPlaces(others.length + omitted)}`,
  });
}

function unreadableAnnotation({ path, message }: Unreadable, { directory }: ReportSetting): string {
  const file = reportPath(path, directory);
  return line('error', { file, line: 1, title: 'unreadable', message });
}

interface Annotation {
  readonly file: string;
  readonly line: number;
  readonly title: string;
  readonly message: string;
}

function line(command: string, { file, line, title, message }: Annotation): string {
  const properties = `file=${property(file)},line=${line},title=${property(title)}`;
  return `::${command} ${properties}::${data(clip(message))}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
