/** What the checks of many files add up to. Policy: counters only, whatever the number of files. */
import type { CheckRecord, CheckResult } from '../check/check-record.ts';
import { gravest, reaches, type Target } from '../check/severity.ts';
import { standing } from '../check/standing.ts';

export interface CheckTally {
  /** Files dealt with, and the bytes of those that were checked. */
  packages: number;
  bytesIn: number;
  /** Files that there is nothing to say of. */
  unreadable: number;
  readonly byPrediction: Map<CheckRecord['prediction']['reference'], number>;
  /** By rule: packages with an error or a warning of it. */
  readonly byRule: Map<string, number>;
  readonly byBuilder: Map<string, BuilderTally>;
}

export interface BuilderTally {
  packages: number;
  /** Packages with an error for one of the targets. */
  withErrors: number;
}

export function emptyCheckTally(): CheckTally {
  return {
    packages: 0,
    bytesIn: 0,
    unreadable: 0,
    byPrediction: new Map(),
    byRule: new Map(),
    byBuilder: new Map(),
  };
}

export function addToCheckTally(
  tally: CheckTally,
  result: CheckResult,
  targets: readonly Target[],
): void {
  tally.packages++;
  if (result.kind === 'unreadable') {
    tally.unreadable++;
    return;
  }
  const { findings, prediction, builder, size } = result.record;
  tally.bytesIn += size;
  increment(tally.byPrediction, prediction.reference);
  const rules = new Set<string>();
  let hasError = false;
  for (const finding of findings) {
    if (standing(finding) !== 'counts') continue;
    const worst = gravest(finding.severity, targets);
    if (reaches(worst, 'warning')) rules.add(finding.rule);
    hasError ||= worst === 'error';
  }
  for (const rule of rules) increment(tally.byRule, rule);
  addBuilder(tally.byBuilder, builder ?? 'unknown', hasError);
}

function addBuilder(all: Map<string, BuilderTally>, name: string, hasError: boolean): void {
  const builder = all.get(name) ?? { packages: 0, withErrors: 0 };
  builder.packages++;
  if (hasError) builder.withErrors++;
  all.set(name, builder);
}

function increment<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
