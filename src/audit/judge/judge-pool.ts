/**
 * Worker threads that judge packages, started when there is something to judge.
 *
 * Policy: a worker that ends costs only the package it ended at: the others of its task are judged
 * again, each by itself.
 */
import { extname } from 'node:path';
import { lostFile } from '../../package/unreadable.ts';
import { startWorkers, type WorkerPool } from '../../transcode/worker-pool.ts';
import type { Judged, JudgeTask } from './judgement.ts';

/** What a head makes is gone with it: with less, much of it lives long enough to be kept. */
const YOUNG_GENERATION_MIB = 6;

type Answer = Judged[] | { readonly lost: string };

export interface JudgePool {
  /** One for each package, in their order. */
  judge(task: JudgeTask): Promise<readonly Judged[]>;
  end(): Promise<void>;
}

/** @param mostTasks that are asked for at once. */
export function judgePool(workers: number, mostTasks: number): JudgePool {
  let pool: Promise<WorkerPool<JudgeTask, Answer>> | undefined;
  const ask = async (task: JudgeTask) => {
    pool ??= startWorkers<JudgeTask, Answer>(workers, mostTasks, {
      // Beside this module, in the sources as in the bundle.
      module: new URL(`./judge-worker${extname(import.meta.url)}`, import.meta.url),
      name: 'judgeTask',
      youngGeneration: YOUNG_GENERATION_MIB,
      lost: (_, { message }) => ({ lost: message }),
    });
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
