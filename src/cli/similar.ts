/** Names that somebody may have meant. */

const MOST = 3;

/** The nearest of `names` and what is hardly farther, nearest first; none where all are far. */
export function similarTo(name: string, names: readonly string[]): string[] {
  const limit = Math.max(2, Math.floor(name.length / 3));
  const near = names
    .map((candidate) => ({
      candidate,
      distance: sharesWords(name, candidate) ? 1 : editDistance(name, candidate),
    }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
  return near
    .filter(({ distance }) => distance <= 2 * near[0]!.distance)
    .slice(0, MOST)
    .map(({ candidate }) => candidate);
}

/** Whether one is the other with words left out: `stale-count` for `sig-region-stale-count`. */
function sharesWords(a: string, b: string): boolean {
  const [few, many] = a.length < b.length ? [a, b] : [b, a];
  const words = many.split('-');
  return few.includes('-') && few.split('-').every((word) => words.includes(word));
}

/** Characters to insert, remove or replace, to get from one to the other (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
