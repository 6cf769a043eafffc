/**
 * What a worker does with a job: judges its packages and gives back what came of it.
 *
 * Policy: results are in Redis before a job has ended, so a worker that is killed costs work and no
 * result. Packages are read as for a local audit, from the same paths or the same servers, one
 * connection for each job, so that slots of a host are connections.
 */
import type { Job } from 'bullmq';
import type { HttpClient } from '../../io/http/http-client.ts';
import type { JudgePool } from '../judge/judge-pool.ts';
import { type Outcome, outcomesOf, type Wanted } from '../judge/judge-wanted.ts';
import type { PackageAccess } from '../repository.ts';
import { createRemoteAccess } from '../sources/remote-access.ts';
import type { FleetConnection } from './fleet-connection.ts';
import { takeSlot } from './host-slots.ts';
import { judgeCarefully } from './judge-carefully.ts';
import { type JobPackage, type JudgeJob, readJob } from './judge-job.ts';
import { packResult } from './judge-result.ts';
import { ShapeError } from './shape.ts';
import { sharedOrAlone } from './shared-or-alone.ts';

/** How long results wait for somebody to take them, in seconds. */
const KEEP_RESULTS_S = 7 * 24 * 3600;
/** After which time a job looks again whether a host has a slot, in milliseconds. */
const SLOT_PAUSE_MS = 250;

export interface JobDoing {
  readonly ruleSet: string;
  readonly pool: JudgePool;
  /** A client of one connection at a time. */
  readonly openClient: () => HttpClient;
  /** Called around the work on a job. */
  readonly began: () => void;
  readonly ended: () => void;
  /** Called with what came of a job, once that is in Redis. */
  readonly done: (outcomes: readonly Outcome[]) => void;
}

export interface JobDoer {
  /** Does a job of BullMQ, or puts it off. Throws what BullMQ makes a failed job of. */
  readonly work: (job: Job, token?: string) => Promise<void>;
  close(): Promise<void>;
}

export function jobDoer(fleet: FleetConnection, doing: JobDoing): JobDoer {
  const { bullmq, redis, keys } = fleet;
  const clients: HttpClient[] = [];
  const { shared, alone } = sharedOrAlone();

  const judge = async (job: Job, { mirrors, depth, packages }: JudgeJob) => {
    const client = mirrors === null ? undefined : (clients.pop() ?? doing.openClient());
    const access = accessOf(mirrors, client);
    const outcomes = (of: readonly Wanted[]) => outcomesOf(of, access, depth, doing.pool);
    try {
      const wanted = packages.map(wantedOf);
      if (job.stalledCounter === 0) return await shared(() => outcomes(wanted));
      const one = async (each: Wanted) => (await outcomes([each]))[0]!;
      const keyed = packages.map(({ key }, i) => ({ key, wanted: wanted[i]! }));
      return await alone(() => judgeCarefully(fleet, keyed, one));
    } finally {
      if (client !== undefined) clients.push(client);
    }
  };

  const giveBack = async ({ audit, packages }: JudgeJob, outcomes: readonly Outcome[]) => {
    const results = keys.results(audit);
    const keyed = outcomes.map((outcome, i) => ({ ...outcome, key: packages[i]!.key }));
    await redis.call('RPUSH', results, packResult(keyed));
    await redis.call('EXPIRE', results, KEEP_RESULTS_S);
    doing.done(outcomes);
  };

  return {
    async work(job, token) {
      const asked = checked(job.data, doing.ruleSet, bullmq.UnrecoverableError);
      const slot = await slotFor(fleet, job.id!, asked);
      if (slot === undefined) {
        await job.moveToDelayed(Date.now() + SLOT_PAUSE_MS * (1 + Math.random()), token);
        throw new bullmq.DelayedError();
      }
      doing.began();
      try {
        await giveBack(asked, await judge(job, asked));
      } finally {
        doing.ended();
        await slot();
      }
    },
    async close() {
      for (const client of clients) await client.close();
    },
  };
}

/** Files of this machine need none. */
async function slotFor(fleet: FleetConnection, job: string, { mirrors, perHost }: JudgeJob) {
  const [first] = mirrors ?? [];
  if (first === undefined) return async () => {};
  return await takeSlot(fleet, new URL(first).host, job, perHost);
}

function checked(
  data: unknown,
  ruleSet: string,
  Unrecoverable: new (message: string) => Error,
): JudgeJob {
  try {
    return readJob(data, ruleSet);
  } catch (error) {
    if (error instanceof ShapeError) throw new Unrecoverable(error.message);
    throw error;
  }
}

function accessOf(mirrors: JudgeJob['mirrors'], client: HttpClient | undefined): PackageAccess {
  if (mirrors !== null && client !== undefined) return createRemoteAccess(client, mirrors);
  return { kind: 'local', path: (location) => location };
}

function wantedOf({ location, checksum, size, listing, path, head }: JobPackage): Wanted {
  return {
    pkg: { location, checksum, size, listing },
    // What only the producer needs to keep a result.
    listing: '',
    fallback: undefined,
    kept: head ?? undefined,
    file: path === null ? undefined : { path, stamp: { size, mtime: 0n, inode: 0n } },
  };
}
