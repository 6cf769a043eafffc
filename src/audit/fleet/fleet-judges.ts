/**
 * Has a fleet judge the packages of an audit.
 *
 * Policy: what is asked for is remembered here and nowhere else; what Redis loses is asked for again,
 * what comes twice, or from a run that was interrupted, is taken by its key or left. So nothing is lost
 * or counted twice, whoever is killed. Troubles that may be those of one worker or one moment are tried
 * again, with growing pauses and only for the packages that have them.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { hexDigestOf } from '../../io/digests.ts';
import type { Depth } from '../audit.ts';
import type { Outcome, Wanted } from '../judge/judge-wanted.ts';
import type { Judges } from '../judge/judges.ts';
import type { PackageAccess } from '../repository.ts';
import { askedJobs } from './asked-jobs.ts';
import { awaitedOutcomes } from './awaited-outcomes.ts';
import { asQueueError, type FleetConnection, queueError } from './fleet-connection.ts';
import { forgetEntry } from './fleet-entries.ts';
import { queueName } from './fleet-keys.ts';
import { fleetSight, type SeenAudit } from './fleet-sight.ts';
import { type KeyedPackage, makeJob, packageKey } from './judge-job.ts';
import type { KeyedOutcome } from './judge-result.ts';
import { partsBySize } from './parts-by-size.ts';
import { isPassing } from './passing-trouble.ts';
import { removeJobs } from './remove-jobs.ts';
import { resultInbox } from './result-inbox.ts';

/** Packages of one job: so that the way over Redis is short beside the work. */
const HEADERS_AT_ONCE = 64;
const REMOTE_HEADERS_AT_ONCE = 8;
const PAYLOADS_AT_ONCE = 16;
/** Bytes of packages that are read to their end for one job, where it is not a single larger one. */
const PAYLOAD_BYTES = 16 * 1024 * 1024;
/** Jobs in Redis: so many that no thread waits, and some before the first worker is known. */
const JOBS_PER_THREAD = 3;
const FEWEST_JOBS = 8;
/** How often packages with passing trouble are tried again, and after how long at first, in ms. */
const RETRIES = 2;
const FIRST_PAUSE_MS = 2000;
const LOOK_MS = 1000;

export interface FleetAudit extends SeenAudit {
  readonly depth: Depth;
  /** Jobs that may ask one mirror at once, of the whole fleet. */
  readonly perHost: number;
}

/** The connection stays the caller's. */
export async function fleetJudges(fleet: FleetConnection, audit: FleetAudit): Promise<Judges> {
  const { redis, keys } = fleet;
  const { id: auditId, ruleSet, perHost, notify } = audit;
  const queue = fleet.queue(queueName(ruleSet));
  const results = keys.results(auditId);
  const inbox = resultInbox(fleet, results, notify);
  const jobs = askedJobs(queue);
  const sight = fleetSight(fleet, audit);
  const { await: awaited, settle, fail } = awaitedOutcomes();
  let isOver = false;

  const watch = async () => {
    while (!isOver) {
      await sleep(LOOK_MS);
      if (isOver) return;
      await sight.look(jobs.count > 0);
      if ((await redis.call('SISMEMBER', keys.cancelled, auditId)) === 1) throw cancelled(fleet);
      await jobs.lookAfter(settle);
    }
  };

  await redis.call('SREM', keys.cancelled, auditId);
  await removeJobs(queue, auditId);
  const leftOver = new Map((await inbox.leftOver()).map((outcome) => [outcome.key, outcome]));
  await sight.look(false);
  const loops = [inbox.take(settle), watch()].map((loop) =>
    loop.catch((error) => {
      if (!isOver) fail(asQueueError(fleet.name, error));
    }),
  );

  const ask = async (
    batch: readonly Wanted[],
    access: PackageAccess,
    depth: Depth,
    delay: number,
  ): Promise<KeyedOutcome[]> => {
    const packages: KeyedPackage[] = [];
    const outcomes = batch.map(async (wanted) => {
      const key = packageKey(ruleSet, depth, access, wanted);
      const known = leftOver.get(key);
      leftOver.delete(key);
      if (known !== undefined) return known;
      const { outcome, isNew } = awaited(key);
      if (isNew) packages.push({ key, wanted });
      return await outcome;
    });
    if (packages.length === 0) return await Promise.all(outcomes);
    const id = jobId(auditId, packages, delay);
    const job = makeJob({ ruleSet, audit: auditId, perHost }, access, depth, packages);
    const all = Promise.all(outcomes);
    const asking = jobs.ask(id, job, packages, delay);
    try {
      const [found] = await Promise.all([all, asking]);
      return found;
    } catch (error) {
      throw asQueueError(fleet.name, error);
    } finally {
      jobs.done(id);
    }
  };

  const judgePart = async (
    part: readonly Wanted[],
    access: PackageAccess,
    depth: Depth,
  ): Promise<readonly Outcome[]> => {
    const found = await ask(part, access, depth, 0);
    for (let retry = 0; retry < RETRIES; retry++) {
      const again = [...part.keys()].filter((i) => isPassing(found[i]!.trouble));
      if (again.length === 0) break;
      const delay = Math.round(FIRST_PAUSE_MS * 2 ** retry * (1 + Math.random() / 2));
      const wanted = again.map((i) => part[i]!);
      const later = await ask(wanted, access, depth, delay);
      again.forEach((i, position) => {
        found[i] = later[position]!;
      });
    }
    return part.map((wanted, i) => outcomeOf(wanted, found[i]!));
  };

  return {
    batchSize({ kind }, depth) {
      if (depth !== 'headers') return kind === 'remote' ? 1 : PAYLOADS_AT_ONCE;
      return kind === 'remote' ? REMOTE_HEADERS_AT_ONCE : HEADERS_AT_ONCE;
    },
    batches({ kind }) {
      const most = Math.max(FEWEST_JOBS, JOBS_PER_THREAD * sight.threads);
      return kind === 'remote' ? Math.min(perHost + JOBS_PER_THREAD, most) : most;
    },
    async judge(batch, access, depth) {
      const most = depth === 'headers' ? Number.POSITIVE_INFINITY : PAYLOAD_BYTES;
      const parts = partsBySize(batch, ({ pkg }) => pkg.size, most);
      const found = await Promise.all(parts.map((part) => judgePart(part, access, depth)));
      return found.flat();
    },
    async end() {
      isOver = true;
      inbox.end();
      await Promise.all(loops);
      await removeJobs(queue, auditId);
      await redis.call('DEL', results);
      await redis.call('SREM', keys.cancelled, auditId);
      await forgetEntry(redis, keys.audits, auditId);
    },
  };
}

/** Begins with the audit's, so that its jobs can be told from others. */
function jobId(audit: string, packages: readonly KeyedPackage[], delay: number): string {
  const all = packages.map(({ key }) => key).join(' ');
  const digest = hexDigestOf('SHA256', new TextEncoder().encode(`${delay} ${all}`));
  return `${audit}-${digest.slice(0, 32)}`;
}

function outcomeOf(wanted: Wanted, outcome: KeyedOutcome): Outcome {
  const { bytesRead, judgement, head, trouble } = outcome;
  return {
    wanted,
    bytesRead,
    ...(judgement === null ? {} : { judgement }),
    ...(head === null ? {} : { head }),
    ...(trouble === null ? {} : { trouble }),
  };
}

function cancelled({ name }: FleetConnection) {
  return queueError(name, 'somebody cancelled this audit; what is known is in its state');
}
