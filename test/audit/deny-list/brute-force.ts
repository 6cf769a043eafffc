/**
 * The best deny list of few short names, by trying every set of items: what the quick way is held
 * against. The transcoder's rule is written down here once more, as C has it.
 */

/** strtok at commas, strstr for each: whether a list denies a lead's name. */
export function denied(list: string, name: string): boolean {
  const bytes = [...name];
  return list
    .split(',')
    .filter((item) => item !== '')
    .some((item) =>
      bytes.some((_, at) => [...item].every((character, i) => bytes[at + i] === character)),
    );
}

export interface BestList {
  /** Others that are denied as well. */
  readonly accidents: number;
  readonly items: number;
}

/** @param wanted names that each have a part that can be an item, which is one without a comma. */
export function bestList(wanted: readonly string[], others: readonly string[]): BestList {
  const candidates = [...new Set(wanted.flatMap(partsOf))].map((item) => ({
    denies: bits(wanted, item),
    accidents: bits(others, item),
  }));
  const all = 2 ** wanted.length - 1;
  /** By what is denied and what by accident: the fewest items. */
  let reached = new Map<string, number>([['0 0', 0]]);
  for (const { denies, accidents } of candidates) {
    const next = new Map(reached);
    for (const [key, items] of reached) {
      const [had, lost] = key.split(' ').map(Number) as [number, number];
      const both = `${had | denies} ${lost | accidents}`;
      next.set(both, Math.min(next.get(both) ?? Number.POSITIVE_INFINITY, items + 1));
    }
    reached = next;
  }
  return [...reached]
    .map(([key, items]) => ({ key: key.split(' ').map(Number) as [number, number], items }))
    .filter(({ key: [had] }) => had === all)
    .map(({ key: [, lost], items }) => ({ accidents: ones(lost), items }))
    .reduce((a, b) => ((a.accidents - b.accidents || a.items - b.items) <= 0 ? a : b));
}

function partsOf(name: string): string[] {
  return [...name]
    .flatMap((_, start) =>
      Array.from({ length: name.length - start }, (_, i) => name.slice(start, start + i + 1)),
    )
    .filter((part) => !part.includes(','));
}

function bits(names: readonly string[], item: string): number {
  return names.reduce((sum, name, i) => sum + (denied(item, name) ? 2 ** i : 0), 0);
}

function ones(number: number): number {
  return number.toString(2).replaceAll('0', '').length;
}
