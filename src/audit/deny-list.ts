/**
 * The deny list for the plugins of dnf: which items keep the transcoder away from packages that do
 * not survive it, what else these deny, and what no item can deny.
 *
 * Policy: pure, and judged by names alone, as the transcoder does: packages of one name, such as
 * those of several architectures, are denied together or not at all. What an item may be and denies
 * is deny-item.ts's business, which items are best that of cover-names.ts.
 */
import { coverNames } from './deny-list/cover-names.ts';
import { denyListValue, fitsVariable, longestItems } from './deny-list/deny-item.ts';

export interface DenyCandidate {
  /** As the lead has it, a byte string up to the first NUL; null where it is not known. */
  readonly leadName: string | null;
  readonly mustBeDenied: boolean;
}

export interface DenyList<P extends DenyCandidate> {
  /** In the order of bytes. */
  readonly items: readonly DenyItem<P>[];
  /** Of the configuration and of the variable. */
  readonly value: string;
  /** False where the value is longer than Linux lets a variable be: then no program starts. */
  readonly fits: boolean;
  /** What must be denied, and is. */
  readonly denied: readonly P[];
  /** What is denied and need not be: nothing denies the others without them. */
  readonly accidents: readonly P[];
  /** What must be denied, and cannot be. */
  readonly impossible: readonly ImpossibleDenial<P>[];
  /** How many items it takes in any case; as many as there are where these are the fewest. */
  readonly atLeast: number;
}

export interface DenyItem<P> {
  readonly text: string;
  readonly denies: readonly P[];
  readonly accidents: readonly P[];
}

export interface ImpossibleDenial<P> {
  readonly package: P;
  /** Its lead could not be read; has an empty name; has nothing in its name that can be an item. */
  readonly because: 'unknown-name' | 'empty-name' | 'unusable-name';
}

/** Lists keep the order of the packages. */
export function denyList<P extends DenyCandidate>(packages: readonly P[]): DenyList<P> {
  const wanted = new Set<string>();
  const impossible: ImpossibleDenial<P>[] = [];
  for (const candidate of packages) {
    if (!candidate.mustBeDenied) continue;
    const because = impossibility(candidate.leadName);
    if (because === undefined) wanted.add(candidate.leadName!);
    else impossible.push({ package: candidate, because });
  }
  const { items, atLeast } = coverNames(wanted, sparedNames(packages));
  const byItem = items.map((text) => {
    const hits = packages.filter(({ leadName }) => leadName?.includes(text));
    return {
      text,
      denies: hits.filter(({ mustBeDenied }) => mustBeDenied),
      accidents: hits.filter(({ mustBeDenied }) => !mustBeDenied),
    };
  });
  const accidents = new Set(byItem.flatMap((item) => item.accidents));
  const denied = new Set(byItem.flatMap(({ denies }) => denies));
  const value = denyListValue(items);
  return {
    items: byItem,
    value,
    fits: fitsVariable(value),
    denied: packages.filter((each) => denied.has(each)),
    accidents: packages.filter((each) => accidents.has(each)),
    impossible,
    atLeast,
  };
}

/** Names that only packages have that need not be denied, and how many of them. */
function sparedNames(packages: readonly DenyCandidate[]): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const { leadName } of packages) {
    if (leadName !== null) names.set(leadName, (names.get(leadName) ?? 0) + 1);
  }
  for (const { leadName, mustBeDenied } of packages) {
    if (mustBeDenied && leadName !== null) names.delete(leadName);
  }
  return names;
}

function impossibility(name: string | null): ImpossibleDenial<unknown>['because'] | undefined {
  if (name === null) return 'unknown-name';
  if (name === '') return 'empty-name';
  return longestItems(name).length === 0 ? 'unusable-name' : undefined;
}
