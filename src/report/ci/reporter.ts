/**
 * What a report of checks is: results go in one by one, text comes out.
 *
 * Policy: a reporter is pure. It gets every result in order, may keep what it needs of them until the
 * end, and writes nothing itself.
 */
import type { CheckResult } from '../../check/check-record.ts';
import type { Target, Threshold } from '../../check/severity.ts';
import type { CheckTally } from '../check-tally.ts';
import type { RuleRecord } from '../rule-record.ts';
import type { SpecFile } from './spec-line.ts';

export interface CheckReporter {
  start(): Iterable<string>;
  result(result: CheckResult): Iterable<string>;
  /** @param tally of all results. */
  end(tally: CheckTally): Iterable<string>;
}

/** What reports depend on besides the results. */
export interface ReportSetting {
  /** Of rpmcow. */
  readonly version: string;
  /** What findings are weighed for. */
  readonly targets: readonly Target[];
  /** From which severity on a finding fails a check. */
  readonly failOn: Threshold;
  /** Whether findings were held against a baseline. */
  readonly hasBaseline: boolean;
  /** The rules that run, sorted by id, their severities for the rpm that was asked for. */
  readonly rules: readonly RuleRecord[];
  /** Absolute: where relative paths start. */
  readonly directory: string;
  /** The spec file that findings are to be shown in, for readers that show a line of a source. */
  readonly spec: SpecFile | undefined;
}
