/** Every report that a check can write, by name. */
import { resultLines, resultsDocument } from '../results-json.ts';
import { codeQuality } from './code-quality.ts';
import { csv } from './csv.ts';
import { github } from './github.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdownReport } from './markdown-report.ts';
import type { CheckReporter, ReportSetting } from './reporter.ts';
import { sarif } from './sarif.ts';
import { tmt } from './tmt.ts';
import { vendor } from './vendor.ts';

interface ReportFormat {
  /** What it is for, in a few words. */
  readonly what: string;
  readonly reporter: (setting: ReportSetting) => CheckReporter;
}

/** Bytes that GitHub shows of a step's summary. */
const STEP_SUMMARY_LIMIT = 1024 * 1024;

export const REPORTS = {
  sarif: { what: 'SARIF 2.1.0, for GitHub code scanning and others', reporter: sarif },
  junit: { what: 'JUnit XML: a suite a package, a case a rule', reporter: junit },
  'code-quality': { what: 'GitLab Code Quality', reporter: codeQuality },
  tmt: { what: 'custom results of tmt, as results.json or results.yaml', reporter: tmt },
  github: { what: 'annotations of GitHub Actions', reporter: github },
  'step-summary': {
    what: 'Markdown for $GITHUB_STEP_SUMMARY, 1 MiB at most',
    reporter: (setting) => markdownReport(setting, STEP_SUMMARY_LIMIT),
  },
  markdown: {
    what: 'the same for a ticket, all of it',
    reporter: (setting) => markdownReport(setting),
  },
  csv: { what: 'a row a finding, for spreadsheets', reporter: csv },
  json: {
    what: 'as --format json',
    reporter: (setting) => json(resultsDocument('packages'), setting),
  },
  ndjson: { what: 'as --format ndjson', reporter: (setting) => json(resultLines(), setting) },
  vendor: { what: 'a bug report in Markdown, for who built the package', reporter: vendor },
} as const satisfies Readonly<Record<string, ReportFormat>>;

export type ReportName = keyof typeof REPORTS;
