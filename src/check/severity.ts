/** How grave a finding is to those who asked. */
import type { Severities, Severity } from '../rules/rule.ts';

/** From least to most. */
const ORDER: readonly Severity[] = ['none', 'note', 'warning', 'error'];

export type Target = keyof Severities;
export const TARGETS: readonly Target[] = ['transcode', 'install', 'spec'];

/** From which severity on a finding counts; `never`: none does. */
export type Threshold = Exclude<Severity, 'none'> | 'never';
export const THRESHOLDS: readonly Threshold[] = ['error', 'warning', 'note', 'never'];

/** The gravest of what it is to any of these targets. */
export function gravest(severities: Severities, targets: readonly Target[]): Severity {
  let worst = 0;
  for (const target of targets) worst = Math.max(worst, ORDER.indexOf(severities[target]));
  return ORDER[worst]!;
}

export function reaches(severity: Severity, threshold: Threshold): boolean {
  if (threshold === 'never') return false;
  return ORDER.indexOf(severity) >= ORDER.indexOf(threshold);
}

/** For sorting, gravest first. */
export function compareGravity(a: Severity, b: Severity): number {
  return ORDER.indexOf(b) - ORDER.indexOf(a);
}
