/**
 * Who judges packages that must be read: threads of this process, or a fleet (see fleet/).
 *
 * Policy: an audit takes results in the order of its listings, whoever judges, so its reports are the
 * same.
 */
import type { Depth } from '../audit.ts';
import type { PackageAccess } from '../repository.ts';
import { type JudgePoolOptions, judgePool } from './judge-pool.ts';
import { type Outcome, outcomesOf, type Wanted } from './judge-wanted.ts';

/** Packages of one task where a task takes less than the way to a worker and back. */
const HEADERS_AT_ONCE = 64;
/** Of packages behind a server: as many as the slowest of them may delay. */
const REMOTE_HEADERS_AT_ONCE = 4;
/** Tasks under way: enough for every worker to go on with the next, or for a server to be busy. */
const TASKS_PER_WORKER = 2;
const REMOTE_TASKS = 6;
const REMOTE_HEADER_TASKS = 4;

export interface Judges {
  /** Packages of one batch. */
  batchSize(access: PackageAccess, depth: Depth): number;
  /** Batches that are worth having under way. */
  batches(access: PackageAccess, depth: Depth): number;
  /** One for each package, in their order. */
  judge(batch: readonly Wanted[], access: PackageAccess, depth: Depth): Promise<readonly Outcome[]>;
  end(): Promise<void>;
}

export function threadJudges(workers: number, options: JudgePoolOptions): Judges {
  const tasks = TASKS_PER_WORKER * workers;
  const pool = judgePool(workers, Math.max(tasks, REMOTE_TASKS), options);
  return {
    batchSize(access, depth) {
      if (depth !== 'headers') return 1;
      return access.kind === 'remote' ? REMOTE_HEADERS_AT_ONCE : HEADERS_AT_ONCE;
    },
    batches({ kind }, depth) {
      if (kind === 'local') return tasks;
      return depth === 'headers' ? REMOTE_HEADER_TASKS : REMOTE_TASKS;
    },
    judge: (batch, access, depth) => outcomesOf(batch, access, depth, pool),
    end: () => pool.end(),
  };
}
