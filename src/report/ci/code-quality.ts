/**
 * GitLab's Code Quality report: an array of issues.
 *
 * Policy: of what GitLab reads, all; of the rest of Code Climate's format, nothing. GitLab takes two
 * issues of one fingerprint for one, so each has its own, which stays the same from run to run. The
 * format cannot say that a finding is known or accepted, so such findings are left out.
 * Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
import type { CheckFinding, CheckRecord } from '../../check/check-record.ts';
import { findingMarker, markOf } from '../../check/finding-identity.ts';
import { gravest } from '../../check/severity.ts';
import { standing } from '../../check/standing.ts';
import type { Unreadable } from '../../package/unreadable.ts';
import type { Severity } from '../../rules/rule.ts';
import { jsonLine } from '../json-pieces.ts';
import { clip } from './clip.ts';
import { findingSentences, furtherOf, furtherPlaces } from './finding-sentence.ts';
import { reportPath } from './report-path.ts';
import type { CheckReporter, ReportSetting } from './reporter.ts';
import { specLine } from './spec-line.ts';

const SEVERITIES: Readonly<Record<Exclude<Severity, 'none'>, string>> = {
  error: 'critical',
  warning: 'major',
  note: 'info',
};

export function codeQuality(setting: ReportSetting): CheckReporter {
  const mark = findingMarker();
  let separator = '[\n';
  function* write(issue: object): Generator<string> {
    yield `${separator}  ${jsonLine(issue)}`;
    separator = ',\n';
  }
  return {
    start: () => [],
    *result(result) {
      if (result.kind !== 'checked') yield* write(unreadableIssue(result.unreadable, setting));
      if (result.kind === 'unreadable') return;
      const further = furtherOf(result.record);
      for (const finding of result.record.findings) {
        const severity = gravest(finding.severity, setting.targets);
        // Known findings are counted, so that new ones have the same mark as without a baseline.
        const fingerprint = mark(result.record, finding);
        if (severity === 'none' || standing(finding) !== 'counts') continue;
        yield* write({
          description: clip(findingSentences(finding)) + furtherPlaces(further(finding)),
          check_name: finding.rule,
          fingerprint,
          severity: SEVERITIES[severity],
          location: location(result.record, finding, setting),
        });
      }
    },
    end: () => [separator === '[\n' ? '[]\n' : '\n]\n'],
  };
}

function location(
  { path }: CheckRecord,
  { where }: CheckFinding,
  { directory, spec }: ReportSetting,
): object {
  const line = spec === undefined ? 1 : specLine(spec, where);
  return { path: reportPath(spec?.path ?? path, directory), lines: { begin: line } };
}

function unreadableIssue(
  { path, code, message }: Unreadable,
  { directory }: ReportSetting,
): object {
  return {
    description: clip(message),
    check_name: 'unreadable',
    fingerprint: markOf(JSON.stringify([path, code])),
    severity: 'blocker',
    location: { path: reportPath(path, directory), lines: { begin: 1 } },
  };
}
