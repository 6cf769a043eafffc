/**
 * Tasks over a pool of worker threads, by the name of a function that workers have.
 *
 * Policy: paths and plain records cross the threads, never contents. At most two tasks a worker
 * are handed over: one to work on, one to go on with. A worker that ends (out of memory, most
 * often) costs the task it had; another takes its place. A thread gets no signals: one ends the
 * process and all threads with it.
 */
import type { Piscina } from 'piscina';
import { inOrder } from './in-order.ts';

const TASKS_PER_WORKER = 2;
/** Buffers are given back when the young generation is collected: a small one keeps them few. */
const YOUNG_GENERATION_MIB = 2;

export interface PooledWork<Task, Result> {
  /** The module that workers load. */
  readonly module: URL;
  /** The function of that module that does a task. */
  readonly name: string;
  /** The result of a task whose worker ended. */
  readonly lost: (task: Task, error: Error) => Result;
}

/** The results of `tasks`, in their order. Leaving the iteration early ends the workers. */
export async function* inWorkers<Task, Result>(
  tasks: Iterable<Task>,
  workers: number,
  work: PooledWork<Task, Result>,
): AsyncGenerator<Result, void, undefined> {
  const pool = await startPool(workers, work);
  const run = (task: Task) => pool.run(task).catch((error: Error) => work.lost(task, error));
  try {
    yield* inOrder(tasks, TASKS_PER_WORKER * workers, run);
  } finally {
    await pool.destroy();
  }
}

/** Loaded only when asked for, as most runs are of one package. */
async function startPool<Task, Result>(
  workers: number,
  { module, name }: PooledWork<Task, Result>,
): Promise<Piscina<Task, Result>> {
  const { Piscina } = await import('piscina');
  const pool = new Piscina<Task, Result>({
    filename: module.href,
    name,
    minThreads: workers,
    maxThreads: workers,
    concurrentTasksPerWorker: 1,
    maxQueue: TASKS_PER_WORKER * workers,
    // Between tasks a worker waits in its event loop, where it sees its children end.
    atomics: 'disabled',
    recordTiming: false,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MIB },
  });
  // A worker that ends without a task is replaced, unless it could not even start: where none is
  // left, nobody would ever answer.
  pool.on('error', () => {
    if (pool.threads.length === 0) void pool.destroy();
  });
  return pool;
}
