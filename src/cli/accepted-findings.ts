/**
 * Findings that do not count: those that the configuration ignores, and those that a baseline has.
 *
 * Policy: both stay in the records and say so. What did nothing, and what is gone, is told at the end.
 */
import { baseline } from '../check/baseline.ts';
import type { CheckResult } from '../check/check-record.ts';
import { firstFindings } from '../check/first-findings.ts';
import { type IgnoreEntry, ignoreList } from '../check/ignore-findings.ts';
import type { Rule } from '../rules/rule.ts';
import { MOST_FINDINGS } from '../rules/run-rules.ts';
import { type BaselineFile, settleBaseline } from './baseline-file.ts';
import { tell } from './print.ts';

export interface AcceptedFindings {
  /** Findings of a rule that must come in one by one. */
  readonly mostFindings: number;
  /** Whether a result that is left out would be missed at the end. */
  readonly needsAllResults: boolean;
  /** The result with its findings marked, of each rule the first few. */
  apply(result: CheckResult): CheckResult;
  /** Tells what there is to tell, and writes the baseline where that was asked for. */
  settle(): Promise<void>;
}

/** @param rules those that run. */
export function acceptedFindings(
  entries: readonly IgnoreEntry[],
  file: BaselineFile | undefined,
  rules: readonly Rule[],
): AcceptedFindings {
  const ignores = ignoreList(entries, new Date().toISOString().slice(0, 10));
  const known = file && baseline(file.entries, rules);
  const needsEvery = ignores.needsAll || known !== undefined;
  return {
    mostFindings: needsEvery ? Number.POSITIVE_INFINITY : MOST_FINDINGS,
    needsAllResults: file?.update === true,
    apply(result) {
      if (result.kind === 'unreadable') return result;
      const marked = ignores.apply(result.record);
      // Where not every finding was asked for, there are no more than are named one by one.
      const record = needsEvery ? firstFindings(known?.apply(marked) ?? marked) : marked;
      return { ...result, record };
    },
    async settle() {
      warnOf(ignores.expired, 'has expired');
      warnOf(ignores.unused(), 'ignored nothing');
      if (file !== undefined && known !== undefined) await settleBaseline(file, known);
    },
  };
}

function warnOf(entries: readonly IgnoreEntry[], what: string): void {
  for (const { rule, package: pkg, path, expires } of entries) {
    const whom = [rule, ...[pkg, path, expires].filter((part) => part !== undefined)].join(', ');
    tell(`rpmcow: the entry to ignore ${whom} ${what}\n`);
  }
}
