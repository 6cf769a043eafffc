/**
 * The results of a check as they come: to standard output and to files of reports.
 *
 * Policy: results are reported in the order of the files and then forgotten. When nobody reads them
 * any more, the rest is left unchecked; a file of a report, and a baseline to be written, are readers
 * that stay.
 */
import type { CheckResult } from '../check/check-record.ts';
import { gravest, reaches } from '../check/severity.ts';
import { standing } from '../check/standing.ts';
import type { FoundPackage } from '../io/walk.ts';
import { INTERNAL_ERROR } from '../package/unreadable.ts';
import { addToCheckTally, emptyCheckTally } from '../report/check-tally.ts';
import type { ReportSetting } from '../report/ci/reporter.ts';
import type { AcceptedFindings } from './accepted-findings.ts';
import { BatchedOutput } from './batched-output.ts';
import type { CheckPrinter } from './check-printer.ts';
import { EXIT, type ExitStatus, graver } from './exit-status.ts';
import { showPackagesProgress } from './packages-progress.ts';
import { tell } from './print.ts';
import type { ReportFiles } from './report-files.ts';

/** Characters of results that make a write, where results come by the thousand a second. */
const BATCH = 64 * 1024;

export interface Reporting {
  readonly setting: ReportSetting;
  /** What standard output shows. */
  readonly printer: CheckPrinter;
  readonly files: ReportFiles;
  readonly accepted: AcceptedFindings;
  /** Whether results come by the thousand a second. */
  readonly headersOnly: boolean;
  readonly showsProgress: boolean;
}

export async function reportResults(
  results: AsyncIterable<CheckResult>,
  packages: readonly FoundPackage[],
  { setting, printer, files, accepted, headersOnly, showsProgress }: Reporting,
): Promise<ExitStatus> {
  const tally = emptyCheckTally();
  const bytesIn = headersOnly ? 0 : packages.reduce((sum, { size }) => sum + size, 0);
  const progress = showPackagesProgress(
    { packages: packages.length, bytesIn },
    tally,
    showsProgress,
  );
  const output = new BatchedOutput(headersOnly ? BATCH : 0, progress.clear);
  const hasOtherReaders = files.areSome || accepted.needsAllResults;
  let status: ExitStatus = EXIT.ok;
  try {
    let isRead = output.write(printer.start());
    for await (const each of results) {
      if (!isRead && !hasOtherReaders) break;
      const result = accepted.apply(each);
      addToCheckTally(tally, result, setting.targets);
      status = graver(status, statusOf(result, setting));
      const complaint = printer.complaint(result);
      if (complaint !== undefined) {
        output.flush();
        progress.clear();
        tell(`rpmcow: ${complaint}\n`);
      }
      files.result(result);
      isRead = output.write(printer.result(result));
    }
    output.write(printer.end(tally));
    output.flush();
  } finally {
    progress.done();
  }
  return (await files.finish(tally)) ? status : graver(status, EXIT.unreadable);
}

function statusOf(result: CheckResult, { targets, failOn }: ReportSetting): ExitStatus {
  if (result.kind !== 'checked') {
    return result.unreadable.code === INTERNAL_ERROR ? EXIT.bug : EXIT.unreadable;
  }
  const fails = result.record.findings.some(
    (finding) =>
      standing(finding) === 'counts' && reaches(gravest(finding.severity, targets), failOn),
  );
  return fails ? EXIT.findings : EXIT.ok;
}
