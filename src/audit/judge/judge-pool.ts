/**
 * Worker threads that judge packages, started when there is something to judge, or before.
 *
 * Policy: a worker that ends costs only the package it ended at: the others of its task are judged
 * again, each by itself.
 */
import { extname } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { lostFile } from '../../package/unreadable.ts';
import { startWorkers, type WorkerPool } from '../../transcode/worker-pool.ts';
import type { Depth } from '../audit.ts';
import type { Judged, JudgeTask } from './judgement.ts';

/**
 * MiB for new objects, of which V8 has two, and as much again for large ones. What a head makes is gone
 * with it: with less, much of it lives long enough to be kept, and all is looked through more often.
 */
const SEMI_SPACE_MIB = 4;
/**
 * MiB of older objects before they are looked through at first, where only headers are judged: about
 * twice what stays. A payload may be a bomb, and V8 keeps the pages of what it has thrown away.
 */
const FIRST_OLD_SPACE_MIB = 24;

type Answer = Judged[] | { readonly lost: string };

export interface JudgePool {
  /** One for each package, in their order. */
  judge(task: JudgeTask): Promise<readonly Judged[]>;
  end(): Promise<void>;
}

/** When threads start: it takes them a while, and memory. */
export type StartOfThreads = 'at-once' | 'when-needed';

export interface JudgePoolOptions {
  /** By default when needed. */
  readonly start?: StartOfThreads;
  /** Of all tasks; by default they may read payloads. */
  readonly depth?: Depth;
}

/** @param mostTasks that are asked for at once. */
export function judgePool(
  workers: number,
  mostTasks: number,
  { start: startOfThreads = 'when-needed', depth = 'auto' }: JudgePoolOptions = {},
): JudgePool {
  const start = () => {
    // For threads to come. Room for new objects does not grow (keep-heap-small.ts): it begins as large.
    setFlagsFromString(`--min-semi-space-size=${SEMI_SPACE_MIB}`);
    if (depth === 'headers') {
      setFlagsFromString(`--initial-old-space-size=${FIRST_OLD_SPACE_MIB}`);
    }
    return startWorkers<JudgeTask, Answer>(workers, mostTasks, {
      // Beside this module, in the sources as in the bundle.
      module: new URL(`./judge-worker${extname(import.meta.url)}`, import.meta.url),
      name: 'judgeTask',
      youngGeneration: 3 * SEMI_SPACE_MIB,
      lost: (_, { message }) => ({ lost: message }),
    });
  };
  let pool: Promise<WorkerPool<JudgeTask, Answer>> | undefined;
  if (startOfThreads === 'at-once') {
    pool = start();
    // Thrown where it is asked.
    pool.catch(() => {});
  }
  const ask = async (task: JudgeTask) => {
    pool ??= start();
    return await (await pool).run(task);
  };

  const judgeOne = async (task: JudgeTask): Promise<Judged> => {
    const answer = await ask(task);
    if (!('lost' in answer)) return answer[0]!;
    const { code, message } = lostFile(task.packages[0]!.location, new Error(answer.lost));
    return { kind: 'unreadable', trouble: { code, message } };
  };

  return {
    async judge(task) {
      const { packages, depth } = task;
      if (packages.length === 0) return [];
      if (packages.length === 1) return [await judgeOne(task)];
      const answer = await ask(task);
      if (!('lost' in answer)) return answer;
      const judged: Judged[] = [];
      for (const each of packages) judged.push(await judgeOne({ packages: [each], depth }));
      return judged;
    },
    async end() {
      if (pool !== undefined) await (await pool).end();
    },
  };
}
