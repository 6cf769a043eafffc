/** The packages that a query is for, in its order. Policy: pure; one pass over all packages. */
import type { Packages } from './packages.ts';
import { type Column, FILTER_NAMES, type Filter, type Query } from './query.ts';

export interface Selection {
  /** Indices of packages. */
  readonly rows: readonly number[];
  /** By filter and label: packages that there would be, were this chosen there. */
  readonly choices: Readonly<Record<Filter, ReadonlyMap<string, number>>>;
}

export function selectPackages(packages: Packages, query: Query): Selection {
  const words = query.text.toLowerCase().split(/\s+/).filter(Boolean);
  const counts = FILTER_NAMES.map(() => new Map<number, number>());
  const rows: number[] = [];
  for (let i = 0; i < packages.count; i++) {
    if (words.length > 0 && !words.every((word) => packages.words(i).includes(word))) continue;
    const failing = FILTER_NAMES.filter((filter) => !passes(packages, query, filter, i));
    if (failing.length === 0) rows.push(i);
    // A choice replaces what was chosen in the same filter, so that filter alone is not asked.
    if (failing.length > 1) continue;
    for (const [f, filter] of FILTER_NAMES.entries()) {
      if (failing.length === 1 && failing[0] !== filter) continue;
      for (const place of packages.places(filter, i)) {
        counts[f]!.set(place, (counts[f]!.get(place) ?? 0) + 1);
      }
    }
  }
  const choices = FILTER_NAMES.map((filter, f) => [filter, labelled(packages, filter, counts[f]!)]);
  return { rows: sorted(rows, packages, query), choices: Object.fromEntries(choices) };
}

function passes(packages: Packages, { filters }: Query, filter: Filter, i: number): boolean {
  const wanted = filters[filter];
  if (wanted === undefined) return true;
  return packages.places(filter, i).some((place) => packages.label(filter, place) === wanted);
}

function labelled(
  packages: Packages,
  filter: Filter,
  counts: ReadonlyMap<number, number>,
): Map<string, number> {
  return new Map([...counts].map(([place, count]) => [packages.label(filter, place), count]));
}

/** Equal ones stay in the order of the audit. */
function sorted(rows: number[], packages: Packages, { sort, descending }: Query): number[] {
  const compare = comparison(packages, sort);
  const sign = descending ? -1 : 1;
  return rows.sort((a, b) => sign * compare(a, b) || a - b);
}

const COLLATOR = new Intl.Collator('en', { numeric: true });

function comparison(packages: Packages, column: Column): (a: number, b: number) => number {
  const { columns } = packages.data;
  switch (column) {
    case 'name':
      return byText((i) => packages.name(i));
    case 'repository':
    case 'vendor':
    case 'builder':
      return byText((i) => packages.text(column, i));
    case 'reference':
      return (a, b) =>
        columns.fate[a]! - columns.fate[b]! || columns.severity[a]! - columns.severity[b]!;
    case 'rpmcow':
      return byNumber((i) => columns.outcome[i]!);
    case 'severity':
      return byNumber((i) => columns.severity[i]!);
    case 'size':
      return byNumber((i) => columns.size[i]!);
    case 'growth':
      return byNumber((i) => growth(packages, i) ?? -1);
  }
}

function byText(textOf: (i: number) => string) {
  return (a: number, b: number) => COLLATOR.compare(textOf(a), textOf(b));
}

function byNumber(numberOf: (i: number) => number) {
  return (a: number, b: number) => numberOf(a) - numberOf(b);
}

/** Extents file by package; undefined where there is none. */
export function growth({ data: { columns } }: Packages, i: number): number | undefined {
  const extents = columns.extents[i]!;
  return extents < 0 ? undefined : extents / columns.size[i]!;
}
