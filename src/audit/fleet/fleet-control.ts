/**
 * What people can ask of a fleet, and tell it: how it is, to pause, to go on, to give up.
 *
 * Policy: for all audits of one prefix. Whoever judges ends the job in hand; nothing that was found
 * out is lost.
 */
import type { FleetConnection } from './fleet-connection.ts';
import { forgetEntry, readAudits, readWorkers, type WorkerEntry } from './fleet-entries.ts';
import { queueName } from './fleet-keys.ts';
import { removeJobs } from './remove-jobs.ts';

export interface FleetStatus {
  readonly queues: readonly QueueStatus[];
  readonly audits: Awaited<ReturnType<typeof readAudits>>;
  readonly workers: readonly WorkerEntry[];
  /** Bytes that Redis uses for everything. */
  readonly redisBytes: number;
}

/** Jobs by what becomes of them. */
export interface QueueStatus {
  readonly ruleSet: string;
  readonly paused: boolean;
  readonly waiting: number;
  readonly active: number;
  /** Waiting for their time to be tried again, or for a host that has no slot. */
  readonly delayed: number;
  /** Dead letters that no audit has taken yet. */
  readonly failed: number;
}

export async function fleetStatus(fleet: FleetConnection): Promise<FleetStatus> {
  const { redis, keys } = fleet;
  const [audits, workers] = [await readAudits(redis, keys), await readWorkers(redis, keys)];
  const queues: QueueStatus[] = [];
  for (const ruleSet of ruleSetsOf(audits, workers)) {
    const queue = fleet.queue(queueName(ruleSet));
    const counts = await queue.getJobCounts('waiting', 'paused', 'active', 'delayed', 'failed');
    const { waiting = 0, paused = 0, active = 0, delayed = 0, failed = 0 } = counts;
    const isPaused = await queue.isPaused();
    const rest = { waiting: waiting + paused, active, delayed, failed };
    queues.push({ ruleSet, paused: isPaused, ...rest });
  }
  const info = String(await redis.call('INFO', 'memory'));
  const redisBytes = Number(/^used_memory:(\d+)/m.exec(info)?.[1] ?? 0);
  return { queues, audits, workers, redisBytes };
}

/** From now on workers take no jobs. */
export async function pauseFleet(fleet: FleetConnection): Promise<void> {
  for (const ruleSet of await ruleSets(fleet)) await fleet.queue(queueName(ruleSet)).pause();
}

export async function resumeFleet(fleet: FleetConnection): Promise<void> {
  for (const ruleSet of await ruleSets(fleet)) await fleet.queue(queueName(ruleSet)).resume();
}

/** Ends all audits; those whose process has gone are forgotten. @returns how many there were. */
export async function cancelAudits(fleet: FleetConnection): Promise<number> {
  const { redis, keys } = fleet;
  const audits = await readAudits(redis, keys);
  for (const { id, ruleSet, alive } of audits) {
    if (alive) await redis.call('SADD', keys.cancelled, id);
    await removeJobs(fleet.queue(queueName(ruleSet)), id);
    if (alive) continue;
    await redis.call('DEL', keys.results(id));
    await forgetEntry(redis, keys.audits, id);
  }
  return audits.length;
}

async function ruleSets({ redis, keys }: FleetConnection): Promise<readonly string[]> {
  return ruleSetsOf(await readAudits(redis, keys), await readWorkers(redis, keys));
}

function ruleSetsOf(...all: readonly (readonly { readonly ruleSet: string }[])[]): string[] {
  return [...new Set(all.flat().map(({ ruleSet }) => ruleSet))].sort();
}
