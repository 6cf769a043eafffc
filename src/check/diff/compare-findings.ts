/**
 * Which findings a new package brings, and which are gone.
 *
 * Policy: findings are the same as in a baseline (finding-identity.ts), but for the package's name,
 * so that a renamed package can be compared. Nothing is called fixed that could not be looked at.
 */
import { findRule } from '../../rules/catalogue.ts';
import type { CheckFinding, CheckRecord } from '../check-record.ts';
import { identityKey, identityOf } from '../finding-identity.ts';
import type { FindingsDiff } from './diff-record.ts';

/** The records must have all findings. */
export function compareFindings(old: CheckRecord, current: CheckRecord): FindingsDiff {
  const before = findingsByKey(old);
  const after = findingsByKey(current);
  const gone = moreThan(before, after);
  const examined = new Set(current.examined);
  const wasLookedFor = ({ rule }: CheckFinding) => examined.has(findRule(rule)!.needs);
  const added = moreThan(after, before);
  return {
    new: added,
    fixed: gone.filter(wasLookedFor),
    unknown: gone.filter((finding) => !wasLookedFor(finding)),
    same: [...after.values()].flat().length - added.length,
  };
}

type FindingsByKey = ReadonlyMap<string, readonly CheckFinding[]>;

function findingsByKey(record: CheckRecord): FindingsByKey {
  return Map.groupBy(record.findings, (finding) =>
    identityKey({ ...identityOf(record, finding), package: '' }),
  );
}

/** Of each key the findings that the others do not have as many of. */
function moreThan(findings: FindingsByKey, others: FindingsByKey): CheckFinding[] {
  return [...findings].flatMap(([key, list]) => list.slice(others.get(key)?.length ?? 0));
}
