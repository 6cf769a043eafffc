/**
 * Sets and the elements that are to be had with them, and what can be left out without loss.
 *
 * Policy: pure; problems are made anew and never changed. Of sets or elements that are worth the
 * same, the one with the lowest number stays.
 */
type Family = ReadonlyMap<number, ReadonlySet<number>>;

/** The same twice: of each set its elements, of each element the sets that have it. */
export interface SetProblem {
  readonly sets: Family;
  readonly elements: Family;
}

export function setProblem(sets: Family): SetProblem {
  const elements = new Map<number, Set<number>>();
  for (const [set, members] of sets) {
    for (const element of members) {
      const holders = elements.get(element);
      if (holders === undefined) elements.set(element, new Set([set]));
      else holders.add(set);
    }
  }
  return { sets, elements };
}

/** The elements for which that is true, and what the sets have of them. */
export function restricted(
  problem: SetProblem,
  isWanted: (element: number) => boolean,
): SetProblem {
  const sets = new Map<number, ReadonlySet<number>>();
  for (const [set, members] of problem.sets) {
    const left = new Set([...members].filter(isWanted));
    if (left.size > 0) sets.set(set, left);
  }
  return setProblem(sets);
}

export interface Settled {
  /** Sets that have to be taken. */
  readonly taken: readonly number[];
  /** What is left to choose. */
  readonly rest: SetProblem;
}

/** Takes the sets that are the only ones with an element, until there is none. */
export function settled(problem: SetProblem): Settled {
  const taken: number[] = [];
  let rest = problem;
  for (;;) {
    const useful = setProblem(largestSets(rest));
    const hard = hardestElements(useful);
    const only = new Set<number>();
    for (const element of hard) {
      const holders = useful.elements.get(element)!;
      if (holders.size === 1) for (const set of holders) only.add(set);
    }
    const had = new Set([...only].flatMap((set) => [...useful.sets.get(set)!]));
    const next = restricted(useful, (element) => hard.has(element) && !had.has(element));
    taken.push(...only);
    if (isAsLarge(next, rest)) return { taken, rest };
    rest = next;
  }
}

function isAsLarge(a: SetProblem, b: SetProblem): boolean {
  return a.sets.size === b.sets.size && a.elements.size === b.elements.size;
}

/** Sets that are no part of another one. */
function largestSets({ sets, elements }: SetProblem): Family {
  const kept = new Map<number, ReadonlySet<number>>();
  const largestFirst = [...sets].sort(([i, a], [j, b]) => b.size - a.size || i - j);
  for (const [set, members] of largestFirst) {
    // Whatever has all of them has the rarest one.
    const others = elements.get(rarest(members, elements))!;
    const isNeedless = [...others].some(
      (other) => kept.has(other) && isPart(members, sets.get(other)!),
    );
    if (!isNeedless) kept.set(set, members);
  }
  return kept;
}

/** Elements that do not come along with another one, whichever set it is taken with. */
function hardestElements({ sets, elements }: SetProblem): ReadonlySet<number> {
  const kept = new Set<number>();
  const rarestFirst = [...elements].sort(([i, a], [j, b]) => a.size - b.size || i - j);
  for (const [element, holders] of rarestFirst) {
    const comesAlong = (other: number) => kept.has(other) && isPart(elements.get(other)!, holders);
    if (![...holders].some((set) => [...sets.get(set)!].some(comesAlong))) kept.add(element);
  }
  return kept;
}

function rarest(members: ReadonlySet<number>, elements: Family): number {
  let found = { element: -1, holders: Number.POSITIVE_INFINITY };
  for (const element of members) {
    const holders = elements.get(element)!.size;
    if (holders < found.holders) found = { element, holders };
  }
  return found.element;
}

export function isPart(some: ReadonlySet<number>, all: ReadonlySet<number>): boolean {
  if (some.size > all.size) return false;
  for (const each of some) if (!all.has(each)) return false;
  return true;
}

/** Parts of the problem that have nothing in common. */
export function components({ sets, elements }: SetProblem): SetProblem[] {
  const seen = new Set<number>();
  const found: SetProblem[] = [];
  for (const start of elements.keys()) {
    if (seen.has(start)) continue;
    const members = new Map<number, ReadonlySet<number>>();
    const waiting = [start];
    seen.add(start);
    for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
      for (const set of elements.get(element)!) {
        if (members.has(set)) continue;
        members.set(set, sets.get(set)!);
        for (const other of sets.get(set)!) {
          if (!seen.has(other)) waiting.push(other);
          seen.add(other);
        }
      }
    }
    found.push(setProblem(members));
  }
  return found;
}
