/**
 * Judges the packages of a job that has cost a worker its life already.
 *
 * Policy: one package after the other, and nothing beside it. Redis is told before each, so that the
 * next worker knows at which one this worker ended. What ended two of them by itself is left alone;
 * the other packages of the job lose nothing. The next audit tries again.
 */
import type { Outcome, Wanted } from '../judge/judge-wanted.ts';
import type { FleetConnection } from './fleet-connection.ts';

const MOST_TRIES = 2;

export interface KeyedWanted {
  readonly key: string;
  readonly wanted: Wanted;
}

/** @param judge is not called for what is left alone. */
export async function judgeCarefully(
  { redis, keys }: FleetConnection,
  packages: readonly KeyedWanted[],
  judge: (wanted: Wanted) => Promise<Outcome>,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { key, wanted } of packages) {
    const begun = Number(await redis.call('HINCRBY', keys.begun, key, 1));
    outcomes.push(begun > MOST_TRIES ? quarantined(wanted) : await judge(wanted));
    await redis.call('HDEL', keys.begun, key);
  }
  return outcomes;
}

function quarantined(wanted: Wanted): Outcome {
  const { location } = wanted.pkg;
  const message = `${location}: it ended ${MOST_TRIES} workers that judged it by itself, so it is left alone`;
  return { wanted, trouble: { code: 'QUARANTINED', message }, bytesRead: 0 };
}
