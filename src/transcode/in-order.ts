/**
 * Results in the order of their items, however the work on them overlaps.
 *
 * Policy: at most `limit` items are being worked on; what is done waits, small as it is, for those
 * before it, so that a long one does not make the others idle. An item is taken only when there is
 * room for it and somebody asks for results.
 */

/** @param work never rejects. */
export async function* inOrder<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  limit: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const waiting: Promise<Result>[] = [];
  const unfinished = new Set<Promise<Result>>();
  for await (const item of items) {
    const result = work(item).finally(() => unfinished.delete(result));
    unfinished.add(result);
    waiting.push(result);
    if (unfinished.size >= limit) await Promise.race(unfinished);
    while (waiting[0] !== undefined && !unfinished.has(waiting[0])) yield await waiting.shift()!;
  }
  for (const result of waiting) yield await result;
}
