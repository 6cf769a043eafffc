/** Reports of made-up results. */
import type { CheckFinding, CheckRecord, CheckResult } from '../../../src/check/check-record.ts';
import { ruleRecords } from '../../../src/cli/rule-records.ts';
import { addToCheckTally, emptyCheckTally } from '../../../src/report/check-tally.ts';
import type { ReportSetting } from '../../../src/report/ci/reporter.ts';
import { REPORTS, type ReportName } from '../../../src/report/ci/reporters.ts';
import { finding, record } from '../../check/made-up-record.ts';

const SETTING: ReportSetting = {
  version: '1.2.3',
  targets: ['transcode', 'install'],
  failOn: 'error',
  hasBaseline: false,
  rules: ruleRecords(),
  directory: '/build',
  spec: undefined,
};

export const ERROR = { transcode: 'error', install: 'none', spec: 'none' } as const;
export const WARNING = { transcode: 'none', install: 'warning', spec: 'error' } as const;
export const NOTE = { transcode: 'note', install: 'none', spec: 'none' } as const;

export const UNREADABLE: CheckResult = {
  kind: 'unreadable',
  unreadable: {
    path: 'gone-1.0-1.noarch.rpm',
    code: 'ENOENT',
    section: null,
    offset: null,
    message: 'cannot open gone-1.0-1.noarch.rpm: no such file',
  },
};

/** A finding of a rule that weighs something to every target; by default an error. */
export function fault(changes: Partial<CheckFinding> = {}): CheckFinding {
  return finding({ rule: 'lead-magic', severity: ERROR, ...changes });
}

export function checked(changes: Partial<CheckRecord> = {}): CheckResult {
  return { kind: 'checked', record: record(changes) };
}

/** A package with nothing but this finding. */
export function finds(
  changes: Partial<CheckFinding>,
  recordChanges: Partial<CheckRecord> = {},
): CheckResult {
  return checked({ findings: [fault(changes)], ...recordChanges });
}

/** A package whose headers end in the middle. */
export function cut(): CheckResult {
  return {
    kind: 'cut',
    record: record({
      path: 'cut-1.0-1.noarch.rpm',
      nevra: null,
      prediction: { reference: 'both-reject', rpmcow: 'pass-through', because: [], certain: true },
      examined: ['file', 'lead'],
      findings: [fault({ rule: 'sig-truncated' })],
    }),
    unreadable: {
      path: 'cut-1.0-1.noarch.rpm',
      code: 'TRUNCATED',
      section: 'signature-header',
      offset: 100,
      message: 'the file ends',
    },
  };
}

/** The whole text of a report. */
export function reportText(
  name: ReportName,
  results: readonly CheckResult[],
  changes: Partial<ReportSetting> = {},
): string {
  const setting = { ...SETTING, ...changes };
  const tally = emptyCheckTally();
  const { start, result, end } = REPORTS[name].reporter(setting);
  const pieces = [...start()];
  for (const each of results) {
    addToCheckTally(tally, each, setting.targets);
    pieces.push(...result(each));
  }
  pieces.push(...end(tally));
  return pieces.join('');
}
