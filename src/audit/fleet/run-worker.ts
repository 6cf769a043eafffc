/**
 * A worker of a fleet: takes jobs from the queue until it is told to end.
 *
 * Policy: jobs of other rules are on other queues: they are told of and left to others. Credentials
 * are this worker's own, and go to the servers that it was told they are for. A job whose worker gave
 * no sign of life for a while is taken over.
 */
import { hostname } from 'node:os';
import type { HttpClient } from '../../io/http/http-client.ts';
import { judgePool } from '../judge/judge-pool.ts';
import { jobDoer } from './do-job.ts';
import { type FleetConnection, ignore } from './fleet-connection.ts';
import { forgetEntry, RENEW_MS, readAudits, writeWorker } from './fleet-entries.ts';
import { queueName } from './fleet-keys.ts';

/** One job more than threads, to go on with. */
const SPARE_JOBS = 1;
/** How long a job usually is a worker's without a sign of life, in milliseconds. */
export const LOCK_MS = 15_000;
/** How often others look for such jobs in that time. */
const LOOKS = 3;
/** Each death of a worker gets a job one step on: see judge-carefully.ts. */
const MOST_STALLS = 1000;

export interface WorkerSettings {
  readonly version: string;
  readonly ruleSet: string;
  readonly threads: number;
  /** How long a job is this worker's without a sign of life, in milliseconds. */
  readonly lock: number;
  /** A client of one connection at a time. */
  readonly openClient: () => HttpClient;
  readonly notify: (message: string) => void;
}

/** What a worker has done; looked at again and again. */
export interface WorkerProgress {
  jobs: number;
  packages: number;
  troubled: number;
  failedJobs: number;
  bytesRead: number;
  /** Jobs that it has in hand. */
  active: number;
  /** By `performance.now()`. */
  lastActive: number;
}

export interface RunningWorker {
  readonly progress: WorkerProgress;
  /** Ends what it has in hand, and takes nothing more. The connection stays the caller's. */
  end(): Promise<void>;
}

export async function startWorker(
  fleet: FleetConnection,
  settings: WorkerSettings,
): Promise<RunningWorker> {
  const { version, ruleSet, threads, lock, openClient, notify } = settings;
  const { bullmq, redis, keys } = fleet;
  const id = `${hostname()}-${process.pid}-${Date.now().toString(36)}`;
  const jobs = threads + SPARE_JOBS;
  const pool = judgePool(threads, jobs);
  const progress = noProgress();
  const told = new Set<string>();
  let leaving = false;

  const doer = jobDoer(fleet, {
    ruleSet,
    pool,
    openClient,
    began() {
      progress.active++;
    },
    ended() {
      progress.active--;
      progress.lastActive = performance.now();
    },
    done(outcomes) {
      progress.jobs++;
      for (const { trouble, bytesRead } of outcomes) {
        progress.packages++;
        progress.bytesRead += bytesRead;
        if (trouble !== undefined) progress.troubled++;
      }
    },
  });

  const tellOfOthers = async () => {
    for (const { id: audit, name, ruleSet: wanted, alive } of await readAudits(redis, keys)) {
      if (!alive || wanted === ruleSet || told.has(audit)) continue;
      told.add(audit);
      notify(
        `the audit of ${name} is by the rules ${wanted}, and this worker has ${ruleSet}: ` +
          'it leaves that to others',
      );
    }
  };

  const renew = async () => {
    const { packages } = progress;
    const entry = { id, host: hostname(), version, ruleSet, threads, packages, leaving };
    await writeWorker(redis, keys, entry);
    await tellOfOthers();
  };

  await renew();
  const worker = new bullmq.Worker(queueName(ruleSet), doer.work, {
    ...fleet.options,
    concurrency: jobs,
    lockDuration: lock,
    stalledInterval: lock / LOOKS,
    maxStalledCount: MOST_STALLS,
    removeOnComplete: { count: 0 },
  });
  worker.on('error', ignore);
  worker.on('failed', (_, { message }) => {
    progress.failedJobs++;
    notify(`a job failed: ${message}`);
  });
  const timer = setInterval(() => void renew().catch(ignore), RENEW_MS);

  return {
    progress,
    async end() {
      leaving = true;
      await renew();
      await worker.close();
      clearInterval(timer);
      await forgetEntry(redis, keys.workers, id);
      await doer.close();
      await pool.end();
    },
  };
}

function noProgress(): WorkerProgress {
  return {
    jobs: 0,
    packages: 0,
    troubled: 0,
    failedJobs: 0,
    bytesRead: 0,
    active: 0,
    lastActive: performance.now(),
  };
}
