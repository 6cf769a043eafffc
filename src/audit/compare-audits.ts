/**
 * What changed between two audits, mostly of the same repositories on two days.
 *
 * Policy: pure. Every package of either is told of once (pair-packages.ts); what nothing happened to
 * is only counted. New findings need no new package: another depth or other rules find more, so the
 * comparison says where these differ. Repositories are the same where their ids are.
 */
import { gravest, reaches, type Target, type Threshold } from '../check/severity.ts';
import type { Audit, Depth } from './audit.ts';
import { type PackageChange, packageChange } from './compare/package-change.ts';
import { pairPackages } from './compare/pair-packages.ts';

export interface AuditComparison {
  readonly old: ComparedAudit;
  readonly current: ComparedAudit;
  /** Whether the same rules judged. */
  readonly sameRules: boolean;
  readonly counts: ChangeCounts;
  /** All to which something happened, in the order of the later audit; what is gone comes last. */
  readonly changes: readonly PackageChange[];
}

export interface ComparedAudit {
  readonly depth: Depth;
  readonly packages: number;
}

export interface ChangeCounts {
  /** Packages, by what happened to them. */
  readonly packages: Readonly<Record<PackageChange['kind'], number>>;
  readonly predictions: Readonly<Record<PackageChange['trend'], number>>;
  /** `unknown`: no more found, and not looked for. */
  readonly findings: Readonly<Record<'new' | 'fixed' | 'unknown' | 'same', number>>;
}

type ComparableAudit = Pick<Audit, 'depth' | 'ruleSet' | 'total' | 'packages'>;

export function compareAudits(old: ComparableAudit, current: ComparableAudit): AuditComparison {
  const counts = {
    packages: { new: 0, gone: 0, version: 0, rebuilt: 0, unchanged: 0 },
    predictions: { worse: 0, better: 0, other: 0, same: 0 },
    findings: { new: 0, fixed: 0, unknown: 0, same: 0 },
  };
  const changes: PackageChange[] = [];
  for (const pair of pairPackages(old.packages(), current.packages())) {
    const change = packageChange(pair);
    const { kind, trend, findings } = change;
    counts.packages[kind]++;
    if (kind !== 'gone') counts.predictions[trend]++;
    counts.findings.new += findings.new.length;
    counts.findings.fixed += findings.fixed.length;
    counts.findings.unknown += findings.unknown.length;
    counts.findings.same += findings.same;
    if (!isNothing(change)) changes.push(change);
  }
  return {
    old: { depth: old.depth, packages: old.total.packages },
    current: { depth: current.depth, packages: current.total.packages },
    sameRules: old.ruleSet === current.ruleSet,
    counts,
    changes,
  };
}

function isNothing({ kind, trend, findings }: PackageChange): boolean {
  const differing = findings.new.length + findings.fixed.length + findings.unknown.length;
  return kind === 'unchanged' && trend === 'same' && differing === 0;
}

/** What findings are weighed for: what the reference stack makes of a package. */
export const COMPARED_FOR: readonly Target[] = ['transcode', 'install'];

/** Whether a package got worse: a worse prediction counts as an error. */
export function isWorse({ trend, findings }: PackageChange, failOn: Threshold): boolean {
  if (trend === 'worse' && reaches('error', failOn)) return true;
  return findings.new.some(({ severity }) => reaches(gravest(severity, COMPARED_FOR), failOn));
}
