/**
 * A run of check: files in, reports out, an exit status at the end.
 *
 * Policy: what forbids a report is told before any package is opened. One file's trouble never stops
 * the others.
 */
import { checkAll } from '../check/check-all.ts';
import { selectRules } from '../check/rule-selection.ts';
import { expandGlobs } from '../io/expand-globs.ts';
import { findPackages } from '../io/walk.ts';
import type { ReportSetting } from '../report/ci/reporter.ts';
import type { SpecFile } from '../report/ci/spec-line.ts';
import type { Rule } from '../rules/rule.ts';
import { acceptedFindings } from './accepted-findings.ts';
import type { BaselineFile } from './baseline-file.ts';
import { type CheckFormat, checkPrinter } from './check-printer.ts';
import type { CheckSettings } from './check-settings.ts';
import { collectWhenFull } from './collect-when-full.ts';
import type { ColourChoice } from './colour.ts';
import { compileSoon } from './compile-soon.ts';
import { EXIT, type ExitStatus, graver } from './exit-status.ts';
import { tell } from './print.ts';
import { ReportFiles } from './report-files.ts';
import type { ReportRequest } from './report-requests.ts';
import { reportResults } from './report-results.ts';
import { ruleRecords } from './rule-records.ts';
import { VERSION } from './version.ts';
import { workerCount } from './worker-count.ts';

/** Bytes of packages that are read before threads have started. */
const WORTH_THREADS = 32 * 1024 * 1024;

/** Packages whose headers take longer than it takes V8 to change its mind. */
const MANY_HEADERS = 100;

export interface CheckRun {
  readonly settings: CheckSettings;
  /** Of standard output. */
  readonly format: CheckFormat;
  readonly reports: readonly ReportRequest[];
  /** The spec file to show findings in. */
  readonly spec: SpecFile | undefined;
  readonly baseline: BaselineFile | undefined;
  readonly colour: ColourChoice;
  readonly headersOnly: boolean;
  /** Files of public keys to hold signatures against. */
  readonly keyFiles: readonly string[];
  readonly estimate: boolean;
  /** Files at once; undefined: what suits them. */
  readonly jobs: number | undefined;
  readonly progress: boolean;
}

export async function runCheck(paths: readonly string[], run: CheckRun): Promise<ExitStatus> {
  const { settings, format, headersOnly } = run;
  const rules = selectRules(settings.rules);
  const setting = reportSetting(run, rules);
  const files = new ReportFiles(run.reports, setting);
  try {
    const { packages, troubles } = findPackages(expandGlobs(paths));
    for (const { message } of troubles) tell(`rpmcow: ${message}\n`);
    if (packages.length === 0) tell(`rpmcow: no *.rpm below ${paths.join(', ')}\n`);
    if (headersOnly && packages.length >= MANY_HEADERS) {
      await compileSoon();
      await collectWhenFull();
    }

    const accepted = acceptedFindings(settings.ignores, run.baseline, rules);
    const results = checkAll(
      packages.map(({ path }) => path),
      workerCount(packages, run.jobs ?? (headersOnly ? 1 : undefined), WORTH_THREADS),
      {
        rules: settings.rules,
        payload: !headersOnly,
        keyFiles: run.keyFiles,
        estimate: run.estimate,
        excerpts: format === 'vendor' || run.reports.some(({ name }) => name === 'vendor'),
        mostFindings: accepted.mostFindings,
      },
    );
    const status = await reportResults(results, packages, {
      setting,
      printer: checkPrinter(format, setting, run.colour),
      files,
      accepted,
      headersOnly,
      showsProgress: run.progress,
    });
    await accepted.settle();
    return graver(status, troubles.length > 0 ? EXIT.unreadable : EXIT.ok);
  } finally {
    files.abandon();
  }
}

function reportSetting(
  { settings, baseline, spec }: CheckRun,
  rules: readonly Rule[],
): ReportSetting {
  return {
    version: VERSION,
    targets: settings.targets,
    failOn: settings.failOn,
    hasBaseline: baseline !== undefined,
    rules: ruleRecords(rules),
    directory: process.cwd(),
    spec,
  };
}
