/**
 * Results of a tmt test with `result: custom`: one for each package, and one for each of its rules
 * that found something.
 *
 * Policy: JSON, which is YAML as well, so the same text is right as results.json and as results.yaml.
 * What makes the check fail is `fail`; automation has to take `warn` for a failure too, so everything
 * below the threshold is `info`. A file that cannot be read is `error`.
 * Source: tmt, spec/results.fmf and tmt/schemas/results.yaml (`note` is a list since tmt 1.41).
 */
import type { CheckResult } from '../../check/check-record.ts';
import { packageName } from '../../check/finding-identity.ts';
import { reaches } from '../../check/severity.ts';
import { verdictOf } from '../check-verdict.ts';
import { type FindingGroup, findingGroups } from '../finding-groups.ts';
import { jsonPieces } from '../json-pieces.ts';
import { shownPath } from '../shown-path.ts';
import { clip } from './clip.ts';
import { findingSentences, furtherPlaces } from './finding-sentence.ts';
import { reportPath } from './report-path.ts';
import type { CheckReporter, ReportSetting } from './reporter.ts';

/** Places of a rule that are named. */
const MOST_NOTES = 10;

interface TmtResult {
  readonly name: string;
  readonly result: 'pass' | 'info' | 'fail' | 'error';
  readonly note: readonly string[];
}

export function tmt(setting: ReportSetting): CheckReporter {
  let separator = '[\n  ';
  return {
    start: () => [],
    *result(result) {
      for (const each of resultsOf(result, setting)) {
        yield separator;
        separator = ',\n  ';
        yield* jsonPieces(each, '  ');
      }
    },
    end: () => [separator === '[\n  ' ? '[]\n' : '\n]\n'],
  };
}

function resultsOf(result: CheckResult, setting: ReportSetting): readonly TmtResult[] {
  if (result.kind === 'unreadable') {
    const { path, message } = result.unreadable;
    const shown = shownPath(reportPath(path, setting.directory));
    return [{ name: nameOf(shown, null), result: 'error', note: [clip(message), shown] }];
  }
  const { record } = result;
  const shown = shownPath(reportPath(record.path, setting.directory));
  const name = nameOf(shown, record.nevra);
  const rules = findingGroups(record, setting.targets)
    .filter(({ severity }) => severity !== 'none')
    .map((group) => ruleResult(name, group, setting));
  const notes = [verdictOf(record.prediction).headline, shown];
  if (result.kind === 'cut') notes.unshift(clip(result.unreadable.message));
  return [{ name, result: result.kind === 'cut' ? 'error' : worst(rules), note: notes }, ...rules];
}

function ruleResult(
  name: string,
  { rule, severity, findings, omitted }: FindingGroup,
  { failOn }: ReportSetting,
): TmtResult {
  const more = findings.length - MOST_NOTES + omitted;
  const notes = findings.slice(0, MOST_NOTES).map((finding) => clip(findingSentences(finding)));
  return {
    name: `${name}/${rule}`,
    result: reaches(severity, failOn) ? 'fail' : 'info',
    note: more > 0 ? [...notes, furtherPlaces(more).trim()] : notes,
  };
}

function worst(rules: readonly TmtResult[]): TmtResult['result'] {
  if (rules.some(({ result }) => result === 'fail')) return 'fail';
  return rules.length > 0 ? 'info' : 'pass';
}

/** `/hello.x86_64`: the same for every version. */
function nameOf(path: string, nevra: string | null): string {
  const name = packageName({ path, nevra });
  const arch = nevra === null ? '' : nevra.slice(nevra.lastIndexOf('.'));
  return `/${`${name}${arch}`.replaceAll('/', '_')}`;
}
