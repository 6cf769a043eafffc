/** A part of a comparison as text: what differs, or that nothing does. */
import type { Paint } from './paint.ts';

export type DiffSection =
  | {
      readonly kind: 'different';
      readonly title: string;
      /** Behind the title, in the same line. */
      readonly summary: string;
      /** Indented. */
      readonly lines: readonly string[];
    }
  | { readonly kind: 'same' | 'not-compared'; readonly title: string };

/** Lines of one list. */
const MOST_LINES = 20;

/** `2 added, 1 removed`: what there is none of is left out. */
export function countsText(counts: readonly (readonly [count: number, what: string])[]): string {
  return counts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count} ${what}`)
    .join(', ');
}

const MARKS = { added: ['good', '+'], removed: ['bad', '-'], changed: ['doubtful', '~'] } as const;

/** A line, or several, for each of the first items, and how many more there are. */
export function changeLines<Item>(
  change: keyof typeof MARKS,
  items: readonly Item[],
  textOf: (item: Item) => string | readonly [first: string, ...rest: string[]],
  paint: Paint,
): string[] {
  const [tone, mark] = MARKS[change];
  const lines = items.slice(0, MOST_LINES).flatMap((item) => {
    const [first, ...rest] = [textOf(item)].flat();
    return [`  ${paint(tone, mark)} ${first}`, ...rest.map((line) => `      ${line}`)];
  });
  const more = items.length - MOST_LINES;
  return more > 0 ? [...lines, `  ${paint(tone, mark)} and ${more} more ${change}`] : lines;
}
