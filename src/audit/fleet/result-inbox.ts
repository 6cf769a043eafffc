/**
 * The results that workers put into Redis for an audit.
 *
 * Policy: taken as they come, on a connection of its own, since it waits. What is no result is told of
 * and left out: its job's packages are asked for again once they are missed.
 */
import type { FleetConnection } from './fleet-connection.ts';
import { type KeyedOutcome, unpackResult } from './judge-result.ts';
import { ShapeError } from './shape.ts';

/** Results that are taken from Redis at once, and how long one is waited for, in seconds. */
const AT_ONCE = 16;
const WAIT_S = 1;

export interface ResultInbox {
  /** What came before anybody took results: of a run that was interrupted. */
  leftOver(): Promise<readonly KeyedOutcome[]>;
  /** Until the end. @param settle takes each as it comes. */
  take(settle: (outcome: KeyedOutcome) => void): Promise<void>;
  end(): void;
}

/** @param key of the list. */
export function resultInbox(
  { redis }: FleetConnection,
  key: string,
  notify: (message: string) => void,
): ResultInbox {
  const taker = redis.duplicate();
  let isOver = false;

  const open = (packed: Uint8Array): readonly KeyedOutcome[] => {
    try {
      return unpackResult(packed);
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
      notify(`a result is left out: ${error.message}`);
      return [];
    }
  };

  return {
    async leftOver() {
      const packed = (await redis.callBuffer('LRANGE', key, 0, -1)) as Buffer[];
      await redis.call('DEL', key);
      return packed.flatMap(open);
    },
    async take(settle) {
      while (!isOver) {
        const first = (await taker.callBuffer('BLPOP', key, WAIT_S)) as [Buffer, Buffer] | null;
        if (first === null) continue;
        const more = (await taker.callBuffer('LPOP', key, AT_ONCE)) as Buffer[] | null;
        for (const packed of [first[1], ...(more ?? [])]) open(packed).forEach(settle);
      }
    },
    end() {
      isOver = true;
      taker.disconnect();
    },
  };
}
