/**
 * A row a finding, for spreadsheets; files without findings have one row, and so do those that
 * cannot be read; see csv-row.ts. `further` counts places of the rule that have no row.
 */
import type { CheckFinding, CheckRecord, CheckResult } from '../../check/check-record.ts';
import { gravest } from '../../check/severity.ts';
import { standing } from '../../check/standing.ts';
import { csvRow } from '../csv-row.ts';
import { shownPath } from '../shown-path.ts';
import { furtherOf } from './finding-sentence.ts';
import { reportPath } from './report-path.ts';
import type { CheckReporter, ReportSetting } from './reporter.ts';

const COLUMNS = [
  'path',
  'package',
  'builder',
  'reference',
  'rpmcow',
  'rule',
  'severity',
  'transcode',
  'install',
  'spec',
  'standing',
  'section',
  'offset',
  'length',
  'tag',
  'file',
  'message',
  'expected',
  'found',
  'further',
] as const;

type Row = Partial<Record<(typeof COLUMNS)[number], string | number | null>>;

export function csv(setting: ReportSetting): CheckReporter {
  return {
    start: () => [csvRow(COLUMNS)],
    result: (result) => rows(result, setting).map(text),
    end: () => [],
  };
}

function rows(result: CheckResult, setting: ReportSetting): readonly Row[] {
  const unreadable =
    result.kind === 'checked'
      ? []
      : [
          {
            path: shownPath(reportPath(result.unreadable.path, setting.directory)),
            standing: 'unreadable',
            section: result.unreadable.section,
            offset: result.unreadable.offset,
            message: result.unreadable.message,
          },
        ];
  return result.kind === 'unreadable'
    ? unreadable
    : [...recordRows(result.record, setting), ...unreadable];
}

function recordRows(record: CheckRecord, { targets, directory }: ReportSetting): Row[] {
  const { nevra, builder, prediction, findings } = record;
  const { reference, rpmcow } = prediction;
  const path = shownPath(reportPath(record.path, directory));
  const common = { path, package: nevra, builder, reference, rpmcow };
  if (findings.length === 0) return [common];
  const further = furtherOf(record);
  return findings.map((finding) => ({
    ...common,
    severity: gravest(finding.severity, targets),
    ...findingCells(finding),
    further: further(finding),
  }));
}

function findingCells(finding: CheckFinding): Row {
  const { rule, severity, where, message, expected, found } = finding;
  const { section, offset, length, tag, path } = where;
  const place = { section, offset, length, tag, file: path };
  return { rule, ...severity, standing: standing(finding), ...place, message, expected, found };
}

function text(row: Row): string {
  return csvRow(COLUMNS.map((column) => row[column] ?? ''));
}
