/**
 * The jobs that an audit has put on the queue, and whose results it waits for.
 *
 * Policy: what Redis has lost is put there again. What failed for good, which takes an error of ours or
 * a worker that refuses the job, is a trouble of its packages, and leaves the queue.
 */
import type { JobsOptions, Queue } from 'bullmq';
import { ignore } from './fleet-connection.ts';
import type { KeyedPackage, SentJob } from './judge-job.ts';
import type { KeyedOutcome } from './judge-result.ts';

/** How often a job that throws is done again, and after how many milliseconds at first. */
const ATTEMPTS = 3;
const BACKOFF_MS = 2000;
/** Dead letters that are looked at together. */
const AT_ONCE = 100;

interface AskedJob {
  readonly packages: readonly KeyedPackage[];
  readonly add: () => Promise<unknown>;
  /** Whether the last look did not find it. */
  missing: boolean;
}

export interface AskedJobs {
  readonly count: number;
  /** @param delay milliseconds before a worker may have it. */
  ask(id: string, job: SentJob, packages: readonly KeyedPackage[], delay: number): Promise<void>;
  /** All its results are there. */
  done(id: string): void;
  /** To be called again and again. @param settle takes what became of dead letters. */
  lookAfter(settle: (outcome: KeyedOutcome) => void): Promise<void>;
}

export function askedJobs(queue: Queue): AskedJobs {
  const jobs = new Map<string, AskedJob>();

  const takeDeadLetters = async (settle: (outcome: KeyedOutcome) => void) => {
    for (const dead of await queue.getFailed(0, AT_ONCE - 1)) {
      const known = jobs.get(dead?.id ?? '');
      if (known === undefined) continue;
      for (const each of known.packages) settle(deadLetter(each, dead.failedReason));
      await dead.remove().catch(ignore);
    }
  };

  const replaceLost = async (id: string, job: AskedJob) => {
    const redis = await queue.client;
    const isThere = (await redis.hget(queue.toKey(id), 'name')) !== null;
    // Missing twice: its results, which come before its end, had time to arrive.
    if (!isThere && job.missing && jobs.has(id)) await job.add();
    job.missing = !isThere;
  };

  return {
    get count() {
      return jobs.size;
    },
    async ask(id, job, packages, delay) {
      const options: JobsOptions = {
        jobId: id,
        delay,
        attempts: ATTEMPTS,
        backoff: { type: 'exponential', delay: BACKOFF_MS, jitter: 0.5 },
        removeOnComplete: true,
      };
      const add = () => queue.add('judge', job, options);
      jobs.set(id, { packages, add, missing: false });
      await add();
    },
    done(id) {
      jobs.delete(id);
    },
    async lookAfter(settle) {
      await takeDeadLetters(settle);
      await Promise.all([...jobs].map(([id, job]) => replaceLost(id, job)));
    },
  };
}

function deadLetter({ key, wanted }: KeyedPackage, reason: string): KeyedOutcome {
  const message = `${wanted.pkg.location}: no worker could judge it: ${reason}`;
  const trouble = { code: 'DEAD_LETTER', message };
  return { key, bytesRead: 0, trouble, head: null, judgement: null };
}
