/**
 * As few sets as possible that have all elements between them.
 *
 * Policy: branch and bound, exact where that takes a bounded number of steps; the bound does not
 * depend on the machine. Beyond it, the best that was found, and how many it takes in any case.
 */
import { components, restricted, type SetProblem, setProblem, settled } from './set-problem.ts';

/** Sets that are looked at for all choices together, before the best so far has to do. */
const MOST_LOOKED_AT = 200_000;

export interface FewestSets {
  /** Indexes of the sets, ascending. */
  readonly chosen: readonly number[];
  /** It takes that many in any case; as many as are chosen where these are proven to be the fewest. */
  readonly atLeast: number;
}

/** @param sets the elements of each, one at least, as any numbers; all are to be had. */
export function fewestSets(sets: readonly (readonly number[])[]): FewestSets {
  const budget: Budget = { left: MOST_LOOKED_AT };
  const { taken, rest } = settled(setProblem(new Map(sets.map((set, i) => [i, new Set(set)]))));
  const solved = components(rest).map((component) => fewestOf(component, budget));
  return {
    chosen: [...taken, ...solved.flatMap(({ chosen }) => chosen)].sort((a, b) => a - b),
    atLeast: solved.reduce((sum, { atLeast }) => sum + atLeast, taken.length),
  };
}

interface Budget {
  /** Sets that may still be looked at. */
  left: number;
}

function fewestOf(problem: SetProblem, budget: Budget): FewestSets {
  const greedy = greedily(problem);
  const chosen = fewerThan(problem, greedy.length, budget) ?? greedy;
  return { chosen, atLeast: budget.left > 0 ? chosen.length : leastOf(problem) };
}

/** Always the set that has most of what is missing. */
function greedily(problem: SetProblem): number[] {
  const chosen: number[] = [];
  let rest = problem;
  while (rest.elements.size > 0) {
    const [[best, members]] = largestFirst(rest.sets.entries()) as [[number, ReadonlySet<number>]];
    chosen.push(best);
    rest = restricted(rest, (element) => !members.has(element));
  }
  return chosen;
}

/** The fewest, where these are fewer than `limit`; undefined where they are not or steps run out. */
function fewerThan(problem: SetProblem, limit: number, budget: Budget): number[] | undefined {
  const { taken, rest } = settled(problem);
  if (rest.elements.size === 0) return taken.length < limit ? [...taken] : undefined;
  if (taken.length + leastOf(rest) >= limit) return undefined;
  let best: number[] | undefined;
  let open = rest;
  for (const [set, members] of choicesOf(rest)) {
    if (budget.left <= 0) break;
    budget.left -= open.sets.size;
    const left = restricted(open, (element) => !members.has(element));
    if (!hasAll(left, rest, members)) continue;
    const most = (best?.length ?? limit) - taken.length - 1;
    const others = fewerThan(left, most, budget);
    if (others !== undefined) best = [...taken, set, ...others];
    // All choices with this set have been looked at.
    open = setProblem(new Map([...open.sets].filter(([other]) => other !== set)));
  }
  return best;
}

/** Whether the sets that are left still have every element that `members` does not have. */
function hasAll(left: SetProblem, all: SetProblem, members: ReadonlySet<number>): boolean {
  return left.elements.size === all.elements.size - members.size;
}

/** The sets that have the rarest element: one of them has to be taken. */
function choicesOf({ sets, elements }: SetProblem): [number, ReadonlySet<number>][] {
  const [[, holders]] = [...elements].sort(([i, a], [j, b]) => a.size - b.size || i - j) as [
    [number, ReadonlySet<number>],
  ];
  return largestFirst([...holders].map((set) => [set, sets.get(set)!] as const));
}

function largestFirst(
  sets: Iterable<readonly [number, ReadonlySet<number>]>,
): [number, ReadonlySet<number>][] {
  return [...sets]
    .map(([set, members]): [number, ReadonlySet<number>] => [set, members])
    .sort(([i, a], [j, b]) => b.size - a.size || i - j);
}

/** Elements of which no two are in one set each take a set of their own. */
function leastOf({ elements }: SetProblem): number {
  const used = new Set<number>();
  let count = 0;
  for (const [, holders] of [...elements].sort(([i, a], [j, b]) => a.size - b.size || i - j)) {
    if ([...holders].some((set) => used.has(set))) continue;
    for (const set of holders) used.add(set);
    count++;
  }
  return count;
}
