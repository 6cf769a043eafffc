/**
 * The items that deny some names, and of all others none that could be spared.
 *
 * Policy: first as few others as possible. An item that denies a name denies whatever has that name
 * as a part, so these are lost in any case; the whole name, where it can be an item, denies no more
 * than these. Of a name that cannot be one, with a comma in it, the part that denies fewest further
 * packages; that is the fewest of all wherever such names are not several that share what they deny.
 * Then as few items as possible, then items that read well. The same names give the same items,
 * in whatever order they come.
 */
import { isUsableItem, longestItems } from './deny-item.ts';
import { fewestSets } from './fewest-sets.ts';
import { readableItem } from './readable-item.ts';
import {
  classOf,
  lengthsFoundIn,
  type SuffixAutomaton,
  somePart,
  suffixAutomaton,
} from './suffix-automaton.ts';

export interface CoveringItems {
  /** In the order of bytes. */
  readonly items: readonly string[];
  /** Items that it takes in any case; as many as there are where these are proven to be the fewest. */
  readonly atLeast: number;
}

/**
 * @param wanted names that are to be denied; each must have a part that can be an item.
 * @param others names that need not be, and how many packages have each.
 */
export function coverNames(
  wanted: ReadonlySet<string>,
  others: ReadonlyMap<string, number>,
): CoveringItems {
  const names = [...wanted].sort();
  const automaton = suffixAutomaton(names);
  const isLost = lostWith(automaton, anchorsOf(names, others, automaton));
  const found = lengthsFoundIn(
    automaton,
    [...others.keys()].filter((name) => !isLost(name)),
  );
  const isSafe = (item: string): boolean => {
    const part = classOf(automaton, item);
    return part !== undefined && item.length > found[part]!;
  };
  const { items, atLeast } = fewestItems(names, automaton, found);
  return { items: readableItems(names, items, isSafe).sort(), atLeast };
}

/** Of each name the longest part that is to be denied with it. */
function anchorsOf(
  names: readonly string[],
  others: ReadonlyMap<string, number>,
  automaton: SuffixAutomaton,
): readonly string[] {
  const partsOf = names.map((name) => longestItems(name));
  const anchors = partsOf.filter((parts) => parts.length === 1).flat();
  if (anchors.length === names.length) return anchors;
  const isLost = lostWith(automaton, anchors);
  const lost = new Set<string>();
  for (const parts of partsOf) {
    if (parts.length < 2) continue;
    const further = parts.map((part) =>
      [...others.keys()].filter((name) => name.includes(part) && !lost.has(name) && !isLost(name)),
    );
    const costs = further.map((spared) => sumOf(spared.map((name) => others.get(name)!)));
    const best = costs.indexOf(Math.min(...costs));
    for (const name of further[best]!) lost.add(name);
    anchors.push(parts[best]!);
  }
  return anchors;
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Whether a text has one of the anchors as a part. */
function lostWith(
  automaton: SuffixAutomaton,
  anchors: readonly string[],
): (text: string) => boolean {
  const { lengths, links } = automaton;
  /** By class: its shortest anchor; 0 where an end that is in another class has one. */
  const shortest = new Int32Array(lengths.length).fill(2 ** 30);
  for (const anchor of anchors) {
    const part = classOf(automaton, anchor)!;
    shortest[part] = Math.min(shortest[part]!, anchor.length);
  }
  const order = Int32Array.from(lengths.keys()).sort((a, b) => lengths[a]! - lengths[b]!);
  for (const part of order) {
    const link = links[part]!;
    if (link > 0 && shortest[link]! <= lengths[link]!) shortest[part] = 0;
  }
  return (text) => somePart(automaton, text, (part, length) => shortest[part]! <= length);
}

/** An item for each class of parts that has a safe one, then the fewest that cover all names. */
function fewestItems(
  names: readonly string[],
  automaton: SuffixAutomaton,
  found: Int32Array,
): CoveringItems {
  const candidates = new Map<string, { readonly item: string; readonly covers: number[] }>();
  for (const { item, covers } of safeItems(names, automaton, found)) {
    const key = covers.join();
    if (!candidates.has(key)) candidates.set(key, { item, covers });
  }
  const all = [...candidates.values()];
  const { chosen, atLeast } = fewestSets(all.map(({ covers }) => covers));
  return { items: chosen.map((i) => all[i]!.item), atLeast };
}

interface SafeItem {
  readonly item: string;
  /** Indexes of the names that have it. */
  readonly covers: number[];
}

/** Of each class of parts, the shortest that can be an item and denies nothing that could be spared. */
function safeItems(
  names: readonly string[],
  { lengths, links, next }: SuffixAutomaton,
  found: Int32Array,
): Iterable<SafeItem> {
  const items = new Map<number, SafeItem | undefined>();
  for (const [index, name] of names.entries()) {
    let end = 0;
    let whole = 0;
    for (; end < name.length; end++) {
      whole = next[whole]!.get(name.charCodeAt(end))!;
      // What is safe has a safe longer part; so the first class without one ends the search.
      for (let part = whole; part > 0 && found[part]! < lengths[part]!; part = links[part]!) {
        if (!items.has(part)) {
          const least = Math.max(found[part]!, lengths[links[part]!]!) + 1;
          const item = shortestUsable(name, end + 1, least, lengths[part]!);
          items.set(part, item === undefined ? undefined : { item, covers: [] });
        }
        const covers = items.get(part)?.covers;
        if (covers !== undefined && covers.at(-1) !== index) covers.push(index);
      }
    }
  }
  return [...items.values()].filter((item) => item !== undefined);
}

/** Of the parts that end there and have so many characters. */
function shortestUsable(
  name: string,
  end: number,
  least: number,
  most: number,
): string | undefined {
  for (let length = least; length <= most; length++) {
    const part = name.slice(end - length, end);
    if (isUsableItem(part)) return part;
  }
  return undefined;
}

/** Each item replaced by the one that reads best and denies all that only this item denied. */
function readableItems(
  names: readonly string[],
  items: readonly string[],
  isSafe: (item: string) => boolean,
): string[] {
  const denials = names.map((name) => items.filter((item) => name.includes(item)).length);
  const count = (item: string, by: 1 | -1) => {
    for (const [at, name] of names.entries()) if (name.includes(item)) denials[at]! += by;
  };
  return items.flatMap((item) => {
    const own = names.filter((name, at) => denials[at] === 1 && name.includes(item));
    count(item, -1);
    // Where the fewest are not proven, the others may do without it by now.
    const [first, ...others] = own.sort((a, b) => a.length - b.length);
    if (first === undefined) return [];
    const better = readableItem(
      first,
      (text) => isUsableItem(text) && isSafe(text) && others.every((name) => name.includes(text)),
    )!;
    count(better, 1);
    return [better];
  });
}
