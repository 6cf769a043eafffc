/**
 * Who takes part in a fleet: audits that want something judged, and workers that judge.
 *
 * Policy: each says so again and again; who has not done so for a while is gone, however it went.
 * What is no entry, or one of another version, is passed over.
 */
import type { Redis } from './fleet-connection.ts';
import type { FleetKeys } from './fleet-keys.ts';
import { type Check, flag, natural, record, ShapeError, text } from './shape.ts';

/** How often an entry is renewed, and for how long it is believed, in milliseconds. */
export const RENEW_MS = 2000;
const BELIEVED_MS = 15_000;

const AUDIT = record({
  id: text,
  /** Milliseconds since 1970, by the clock of Redis. */
  at: natural,
  /** Where its state is. */
  name: text,
  host: text,
  ruleSet: text,
  depth: text,
  packages: natural,
  known: natural,
  troubled: natural,
  announced: natural,
});

const WORKER = record({
  id: text,
  at: natural,
  host: text,
  version: text,
  ruleSet: text,
  threads: natural,
  /** Packages judged since it was started. */
  packages: natural,
  leaving: flag,
});

export type AuditEntry = ReturnType<typeof AUDIT>;
export type WorkerEntry = ReturnType<typeof WORKER>;

type Written<Entry> = Omit<Entry, 'at'>;

export async function writeAudit(redis: Redis, keys: FleetKeys, entry: Written<AuditEntry>) {
  await write(redis, keys.audits, entry);
}

export async function writeWorker(redis: Redis, keys: FleetKeys, entry: Written<WorkerEntry>) {
  await write(redis, keys.workers, entry);
}

export async function forgetEntry(redis: Redis, hash: string, id: string): Promise<void> {
  await redis.call('HDEL', hash, id);
}

/** Also those whose producer has gone: `alive` tells. */
export async function readAudits(redis: Redis, keys: FleetKeys) {
  const now = await clock(redis);
  const entries = await read(redis, keys.audits, AUDIT);
  return entries.map((entry) => ({ ...entry, alive: now - entry.at < BELIEVED_MS }));
}

/** Those that are there. The others are forgotten. */
export async function readWorkers(redis: Redis, keys: FleetKeys): Promise<readonly WorkerEntry[]> {
  const now = await clock(redis);
  const there: WorkerEntry[] = [];
  for (const entry of await read(redis, keys.workers, WORKER)) {
    if (now - entry.at < BELIEVED_MS) there.push(entry);
    else await forgetEntry(redis, keys.workers, entry.id);
  }
  return there;
}

async function write(redis: Redis, hash: string, entry: { readonly id: string }): Promise<void> {
  const at = await clock(redis);
  await redis.call('HSET', hash, entry.id, JSON.stringify({ ...entry, at }));
}

async function read<T>(redis: Redis, hash: string, check: Check<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for (const json of (await redis.call('HVALS', hash)) as string[]) {
    try {
      found.push(check(JSON.parse(json), hash));
    } catch (error) {
      if (!(error instanceof ShapeError || error instanceof SyntaxError)) throw error;
    }
  }
  return found;
}

/** Of Redis: those of the hosts may differ. */
async function clock(redis: Redis): Promise<number> {
  const [seconds, microseconds] = (await redis.call('TIME')) as [string, string];
  return Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000);
}
