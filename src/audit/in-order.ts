/**
 * Results in the order of their items, however the work on them overlaps, of items that come one by
 * one.
 *
 * Policy: as in-order.ts of the transcoder, for items that take time to come, and with an end to how
 * far one may fall behind the others. Work that fails stops all: no more items are taken.
 */

/** Results that wait for the first of them, by how many items are worked on at once. */
const MOST_WAITING = 8;

/** @param limit items that are worked on at once; asked for before each. */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  limit: () => number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const waiting: Promise<Result>[] = [];
  const unfinished = new Set<Promise<Result>>();
  try {
    for await (const item of items) {
      const result = work(item).finally(() => unfinished.delete(result));
      // Thrown where its turn comes, which may be later.
      result.catch(() => {});
      unfinished.add(result);
      waiting.push(result);
      if (unfinished.size >= limit()) await Promise.race(unfinished);
      while (waiting[0] !== undefined && !unfinished.has(waiting[0])) yield await waiting.shift()!;
      if (waiting.length >= MOST_WAITING * limit()) yield await waiting.shift()!;
    }
    while (waiting.length > 0) yield await waiting.shift()!;
  } finally {
    await Promise.allSettled(waiting);
  }
}
