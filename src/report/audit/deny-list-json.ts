/**
 * A deny list as one JSON document, with every package that must be denied by its exact name.
 *
 * Policy: pure; schemas/deny-list.json says what is in it.
 */
import type { DenyItem, DenyList } from '../../audit/deny-list.ts';
import type { PackageToDeny } from '../../audit/packages-to-deny.ts';
import { jsonPieces } from '../json-pieces.ts';

/** @param version of rpmcow. */
export function* denyListJson(list: DenyList<PackageToDeny>, version: string): Iterable<string> {
  const { items, value, fits, atLeast, denied, accidents, impossible } = list;
  const reasons = new Map(impossible.map(({ package: pkg, because }) => [pkg, because]));
  const must = [...denied, ...reasons.keys()].sort(comparePlaces);
  yield* jsonPieces({
    tool: { name: 'rpmcow', version },
    value,
    fits,
    atLeast,
    items: items.map(({ text, denies, accidents: lost }) => ({
      text,
      denies: denies.length,
      accidents: lost.length,
    })),
    packages: must.map((pkg) => ({
      ...identity(pkg),
      items: textsOf(pkg, items),
      impossible: reasons.get(pkg) ?? null,
    })),
    accidents: accidents.map((pkg) => ({ ...identity(pkg), items: textsOf(pkg, items) })),
  });
  yield '\n';
}

function identity({ repository, location, nevra, leadName, reference, certain }: PackageToDeny) {
  return { repository, location, nevra, leadName, reference, certain };
}

function textsOf({ leadName }: PackageToDeny, items: readonly DenyItem<PackageToDeny>[]): string[] {
  return items.map(({ text }) => text).filter((text) => leadName?.includes(text));
}

function comparePlaces(a: PackageToDeny, b: PackageToDeny): number {
  if (a.repository !== b.repository) return a.repository < b.repository ? -1 : 1;
  return a.location < b.location ? -1 : Number(a.location > b.location);
}
