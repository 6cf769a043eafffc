/**
 * What became of one package from one audit to a later one.
 *
 * Policy: findings are the same as in a baseline and in diff: by rule, tag and file. Of a rule of
 * which a record has not every place, it only counts whether it found anything. A package that is new
 * is held against the version before it, if there is one, but puts nothing right: that one is still
 * there. The findings of a package that is gone are gone with it, and nobody's merit.
 */
import type { CheckFinding, CheckRecord } from '../../check/check-record.ts';
import { compareFindings } from '../../check/diff/compare-findings.ts';
import type { FindingsDiff } from '../../check/diff/diff-record.ts';
import type { ReferenceVerdict } from '../../check/predict-reference.ts';
import type { RpmcowOutcome } from '../../check/predict-rpmcow.ts';
import { standing } from '../../check/standing.ts';
import type { AuditedPackage } from '../audit.ts';
import type { PackagePair } from './pair-packages.ts';

/** What is said of a package: both predictions, or that nothing could be read. */
export interface Fate {
  readonly reference: ReferenceVerdict | 'unreadable';
  readonly rpmcow: RpmcowOutcome | 'unreadable';
}

export interface PackageChange {
  /** `rebuilt`: the same place and version with other bytes. */
  readonly kind: 'new' | 'gone' | 'version' | 'rebuilt' | 'unchanged';
  readonly repository: string;
  /** In the later audit; of what is gone, in the earlier one. */
  readonly location: string;
  /** name-[epoch:]version-release.arch; null where nothing tells, or there is no such side. */
  readonly old: string | null;
  readonly current: string | null;
  /** null where there is no such side. */
  readonly fates: { readonly old: Fate | null; readonly current: Fate | null };
  readonly trend: 'worse' | 'better' | 'other' | 'same';
  readonly findings: FindingsDiff;
}

type Change = Pick<PackageChange, 'trend' | 'findings'>;

const NOTHING: FindingsDiff = { new: [], fixed: [], unknown: [], same: 0 };

export function packageChange(pair: PackagePair): PackageChange {
  const old = pair.old;
  const current = pair.kind === 'gone' ? undefined : pair.current;
  const { repository, location } = current ?? old!;
  const fates = {
    old: old === undefined ? null : fateOf(old),
    current: current === undefined ? null : fateOf(current),
  };
  const change: Change = {
    trend: trendOf(fates.old, fates.current),
    findings: current === undefined ? NOTHING : findingsOf(old?.record, current.record),
  };
  return {
    kind: kindOf(pair),
    repository,
    location,
    old: old?.record?.nevra ?? null,
    current: current?.record?.nevra ?? null,
    fates,
    ...(pair.kind === 'added' ? onlyWorse(change) : change),
  };
}

/** Of a package that comes beside its predecessor. */
function onlyWorse({ trend, findings }: Change): Change {
  return {
    trend: trend === 'worse' ? trend : 'same',
    findings: { ...findings, fixed: [], unknown: [] },
  };
}

function kindOf(pair: PackagePair): PackageChange['kind'] {
  switch (pair.kind) {
    case 'added':
      return 'new';
    case 'gone':
      return 'gone';
    case 'replaced':
      return 'version';
    case 'kept': {
      const { old, current } = pair;
      if (old.record?.nevra !== current.record?.nevra) return 'version';
      return old.checksum === current.checksum ? 'unchanged' : 'rebuilt';
    }
  }
}

function fateOf({ record }: AuditedPackage): Fate {
  if (record === null) return { reference: 'unreadable', rpmcow: 'unreadable' };
  const { reference, rpmcow } = record.prediction;
  return { reference, rpmcow };
}

/** How bad it is: installed as it should be; nowhere; nobody knows; otherwise than by plain rpm. */
const REFERENCE: Readonly<Record<Fate['reference'], number>> = {
  same: 0,
  'both-reject': 1,
  'not-a-package': 1,
  unreadable: 2,
  'cow-fails': 3,
  'cow-accepts': 3,
  'different-tree': 3,
};

const RPMCOW: Readonly<Record<Fate['rpmcow'], number>> = {
  transcoded: 0,
  adapted: 0,
  'pass-through': 1,
  unreadable: 2,
  refused: 3,
};

/** A package that is new is held against a sound one; one that is gone is no better and no worse. */
function trendOf(old: Fate | null, current: Fate | null): PackageChange['trend'] {
  if (current === null) return 'same';
  const { reference, rpmcow } = old ?? { reference: 'same', rpmcow: 'transcoded' };
  const step =
    REFERENCE[current.reference] - REFERENCE[reference] || RPMCOW[current.rpmcow] - RPMCOW[rpmcow];
  if (step !== 0) return step > 0 ? 'worse' : 'better';
  if (old === null) return 'same';
  return reference === current.reference && rpmcow === current.rpmcow ? 'same' : 'other';
}

function findingsOf(
  old: CheckRecord | null | undefined,
  current: CheckRecord | null,
): FindingsDiff {
  if (current === null) return NOTHING;
  const counted = { ...current, findings: current.findings.filter(counts) };
  if (old === null || old === undefined) return { ...NOTHING, new: counted.findings };
  const before = { ...old, findings: old.findings.filter(counts) };
  const vague = rulesInPart(before, counted);
  if (vague.size === 0) return compareFindings(before, counted);
  const exact = ({ rule }: CheckFinding) => !vague.has(rule);
  const found = compareFindings(
    { ...before, findings: before.findings.filter(exact) },
    { ...counted, findings: counted.findings.filter(exact) },
  );
  return { ...found, same: found.same + counted.findings.filter((each) => !exact(each)).length };
}

function counts(finding: CheckFinding): boolean {
  return standing(finding) === 'counts';
}

/** Rules that found something in both, of which one has not every place. */
function rulesInPart(old: CheckRecord, current: CheckRecord): ReadonlySet<string> {
  const has = ({ findings }: CheckRecord, rule: string) =>
    findings.some((each) => each.rule === rule);
  const inPart = Object.keys({ ...old.omitted, ...current.omitted });
  return new Set(inPart.filter((rule) => has(old, rule) && has(current, rule)));
}
