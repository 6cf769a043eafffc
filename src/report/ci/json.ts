/** JSON as `--format` prints it, without what only other reports asked for. */
import type { CheckRecord, CheckResult } from '../../check/check-record.ts';
import type { ResultsJson } from '../results-json.ts';
import type { CheckReporter, ReportSetting } from './reporter.ts';

export function json(
  { start, result, end }: ResultsJson,
  { version }: ReportSetting,
): CheckReporter {
  return { start: () => start(version), result: (each) => result(plain(each)), end };
}

function plain(result: CheckResult): CheckResult {
  return result.kind === 'unreadable'
    ? result
    : { ...result, record: withoutExcerpts(result.record) };
}

function withoutExcerpts(record: CheckRecord): CheckRecord {
  if (record.findings.every(({ excerpt }) => excerpt === undefined)) return record;
  return { ...record, findings: record.findings.map(({ excerpt: _, ...finding }) => finding) };
}
