/**
 * How the results of a check come out, one after the other.
 *
 * Policy: a printer makes text and writes none. Text for people shows a damaged file like any
 * other; in JSON it stands among the unreadable, too, and then standard error tells of it.
 */
import type { CheckResult } from '../check/check-record.ts';
import type { Target } from '../check/severity.ts';
import { checkSummaryText } from '../report/check-summary-text.ts';
import { checkText } from '../report/check-text.ts';
import type { CheckReporter, ReportSetting } from '../report/ci/reporter.ts';
import { REPORTS, type ReportName } from '../report/ci/reporters.ts';
import { findRule } from '../rules/catalogue.ts';
import { type ColourChoice, paintFor, proseWidth } from './colour.ts';
import { unreadableText } from './unreadable-text.ts';

export type CheckFormat = 'text' | ReportName;

export interface CheckPrinter extends CheckReporter {
  /** What else to say of a result on standard error. */
  complaint(result: CheckResult): string | undefined;
}

export function checkPrinter(
  format: CheckFormat,
  setting: ReportSetting,
  colour: ColourChoice,
): CheckPrinter {
  if (format === 'text') {
    return { ...textReporter(setting.targets, colour), complaint: complaintOfUnread };
  }
  const complaint = format === 'vendor' ? complaintOfUnread : complaintOf;
  return { ...REPORTS[format].reporter(setting), complaint };
}

function textReporter(targets: readonly Target[], colour: ColourChoice): CheckReporter {
  const style = {
    targets,
    width: proseWidth(),
    paint: paintFor(colour),
    ruleOf: findRule,
  };
  /** Blocks stand apart from what is around them; single lines stand together. */
  let before: 'nothing' | 'line' | 'block' = 'nothing';
  return {
    start: () => [],
    *result(result) {
      if (result.kind === 'unreadable') return;
      const text = checkText(result.record, style);
      const kind = text.indexOf('\n') === text.length - 1 ? 'line' : 'block';
      if (before === 'block' || (before === 'line' && kind === 'block')) yield '\n';
      before = kind;
      yield text;
    },
    end: (tally) => (tally.packages > 1 ? [checkSummaryText(tally)] : []),
  };
}

/** Of a file that the report cannot show at all. */
function complaintOfUnread(result: CheckResult): string | undefined {
  return result.kind === 'unreadable' ? complaintOf(result) : undefined;
}

function complaintOf(result: CheckResult): string | undefined {
  return result.kind === 'checked' ? undefined : unreadableText(result.unreadable);
}
