/**
 * Lets work go on side by side, or one piece of it by itself.
 *
 * Policy: first come, first served: who wants to be alone waits for those before, and all others wait
 * for them.
 */

export interface SharedOrAlone {
  shared<T>(work: () => Promise<T>): Promise<T>;
  alone<T>(work: () => Promise<T>): Promise<T>;
}

export function sharedOrAlone(): SharedOrAlone {
  /** Ends when the last one who wanted to be alone has. */
  let lastAlone: Promise<unknown> = Promise.resolve();
  /** Those who came after. */
  let sharing = new Set<Promise<unknown>>();
  return {
    async shared(work) {
      const [result, mine] = [lastAlone.then(work), sharing];
      const end = result.catch(() => {});
      mine.add(end);
      try {
        return await result;
      } finally {
        mine.delete(end);
      }
    },
    async alone(work) {
      const before = [lastAlone, ...sharing];
      const result = Promise.all(before).then(work);
      lastAlone = result.catch(() => {});
      sharing = new Set();
      return await result;
    },
  };
}
