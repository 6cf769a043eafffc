/** The bug reports of several packages, one after the other; see vendor-report.ts. */
import { findRule } from '../../rules/catalogue.ts';
import { vendorReport } from '../vendor-report.ts';
import type { CheckReporter, ReportSetting } from './reporter.ts';

export function vendor({ targets, version }: ReportSetting): CheckReporter {
  let separator = '';
  return {
    start: () => [],
    *result(result) {
      if (result.kind === 'unreadable') return;
      yield separator;
      separator = '\n';
      yield vendorReport(result.record, { targets, version, ruleOf: findRule });
    },
    end: () => [],
  };
}
