/**
 * Which package of one audit is which in a later one.
 *
 * Policy: first by repository and location, as a file that stayed where it was is itself; what is
 * left by repository, name and architecture, the newest with the newest. A version that came while
 * the older ones stayed has the newest of these for its predecessor: what was wrong with that one is
 * nothing new. What has no name, as nothing could be read, is known by its location alone.
 */
import { compareEvr, type Nevra, parseNevra } from '../../../native-free-parsers/nevra.ts';
import type { AuditedPackage } from '../audit.ts';

export type PackagePair =
  /** In both, at the same place. */
  | { readonly kind: 'kept'; readonly old: AuditedPackage; readonly current: AuditedPackage }
  /** Another version in place of one that is gone. */
  | { readonly kind: 'replaced'; readonly old: AuditedPackage; readonly current: AuditedPackage }
  /** One more; `old` is the version that it is to follow, where there is one. */
  | {
      readonly kind: 'added';
      readonly old: AuditedPackage | undefined;
      readonly current: AuditedPackage;
    }
  | { readonly kind: 'gone'; readonly old: AuditedPackage };

/** In the order of the later audit; what is gone comes last, in the order of the earlier one. */
export function* pairPackages(
  old: Iterable<AuditedPackage>,
  current: Iterable<AuditedPackage>,
): Generator<PackagePair, void, undefined> {
  const before = new Map<string, AuditedPackage>();
  for (const pkg of old) before.set(placeOf(pkg), pkg);
  const kept = new Map<string, AuditedPackage>();
  const left: AuditedPackage[] = [];
  for (const pkg of current) {
    const place = placeOf(pkg);
    const same = before.get(place);
    if (same === undefined) {
      left.push(pkg);
      continue;
    }
    before.delete(place);
    keepNewest(kept, same);
    yield { kind: 'kept', old: same, current: pkg };
  }
  const gone = new Set(before.values());
  const successors = pairedByName([...gone], left);
  for (const pkg of left) {
    const predecessor = successors.get(pkg);
    if (predecessor === undefined) {
      yield { kind: 'added', old: kept.get(nameOf(pkg)?.key ?? ''), current: pkg };
    } else {
      gone.delete(predecessor);
      yield { kind: 'replaced', old: predecessor, current: pkg };
    }
  }
  for (const pkg of gone) yield { kind: 'gone', old: pkg };
}

/** By the later package: the earlier one of the same name; newest with newest. */
function pairedByName(
  old: readonly AuditedPackage[],
  current: readonly AuditedPackage[],
): ReadonlyMap<AuditedPackage, AuditedPackage> {
  const before = newestFirst(old);
  const pairs = new Map<AuditedPackage, AuditedPackage>();
  for (const [key, packages] of newestFirst(current)) {
    const others = before.get(key) ?? [];
    for (const [i, other] of others.entries()) {
      const pkg = packages[i];
      if (pkg !== undefined) pairs.set(pkg, other);
    }
  }
  return pairs;
}

function newestFirst(
  packages: readonly AuditedPackage[],
): ReadonlyMap<string, readonly AuditedPackage[]> {
  const named = packages.flatMap((pkg) => {
    const name = nameOf(pkg);
    return name === undefined ? [] : [{ pkg, ...name }];
  });
  const groups = Map.groupBy(named, ({ key }) => key);
  return new Map(
    [...groups].map(([key, group]) => [
      key,
      group.sort((a, b) => compareEvr(b.nevra, a.nevra)).map(({ pkg }) => pkg),
    ]),
  );
}

function keepNewest(kept: Map<string, AuditedPackage>, pkg: AuditedPackage): void {
  const name = nameOf(pkg);
  if (name === undefined) return;
  const other = kept.get(name.key);
  const newest = other === undefined ? undefined : nameOf(other);
  if (newest === undefined || compareEvr(name.nevra, newest.nevra) > 0) kept.set(name.key, pkg);
}

function placeOf({ repository, location }: AuditedPackage): string {
  return JSON.stringify([repository, location]);
}

/** undefined where the headers could not be read. */
function nameOf({
  repository,
  record,
}: AuditedPackage): { readonly key: string; readonly nevra: Nevra } | undefined {
  const nevra = parseNevra(record?.nevra ?? '');
  if (nevra === undefined) return undefined;
  return { key: JSON.stringify([repository, nevra.name, nevra.arch]), nevra };
}
