/**
 * What an audit waits for, by key.
 *
 * Policy: the first outcome of a key counts; later ones, and those of keys that nobody waits for, are
 * left. Who waits for a key that is waited for already waits along.
 */
import { ignore } from './fleet-connection.ts';
import type { KeyedOutcome } from './judge-result.ts';

export interface AwaitedOutcomes {
  /** `isNew`: nobody has asked for it yet. Rejects where the audit cannot go on. */
  await(key: string): { readonly outcome: Promise<KeyedOutcome>; readonly isNew: boolean };
  settle(outcome: KeyedOutcome): void;
  /** Ends all waiting, also that which is still to come. */
  fail(error: unknown): void;
}

export function awaitedOutcomes(): AwaitedOutcomes {
  const waiting = new Map<string, PromiseWithResolvers<KeyedOutcome>>();
  let failure: { readonly error: unknown } | undefined;
  return {
    await(key) {
      const known = waiting.get(key);
      if (known !== undefined) return { outcome: known.promise, isNew: false };
      const entry = Promise.withResolvers<KeyedOutcome>();
      // Told to whoever waits; where nobody does yet, the audit ends anyway.
      entry.promise.catch(ignore);
      if (failure === undefined) waiting.set(key, entry);
      else entry.reject(failure.error);
      return { outcome: entry.promise, isNew: true };
    },
    settle(outcome) {
      const entry = waiting.get(outcome.key);
      waiting.delete(outcome.key);
      entry?.resolve(outcome);
    },
    fail(error) {
      failure ??= { error };
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    },
  };
}
