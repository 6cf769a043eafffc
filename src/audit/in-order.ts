/**
 * Results in the order of their items, however the work on them overlaps, of items that come one by
 * one.
 *
 * Policy: as in-order.ts of the transcoder, for items that take time to come. Work that fails stops
 * all: no more items are taken.
 */

/** @param limit items that are worked on at once. */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  limit: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const waiting: Promise<Result>[] = [];
  const unfinished = new Set<Promise<Result>>();
  try {
    for await (const item of items) {
      const result = work(item).finally(() => unfinished.delete(result));
      unfinished.add(result);
      waiting.push(result);
      if (unfinished.size >= limit) await Promise.race(unfinished);
      while (waiting[0] !== undefined && !unfinished.has(waiting[0])) yield await waiting.shift()!;
    }
    while (waiting.length > 0) yield await waiting.shift()!;
  } finally {
    await Promise.allSettled(waiting);
  }
}
