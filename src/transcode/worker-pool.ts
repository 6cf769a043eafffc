/**
 * Tasks over a pool of worker threads, by the name of a function that workers have.
 *
 * Policy: paths and plain records cross the threads, never contents. At most two tasks a worker
 * are handed over: one to work on, one to go on with. A worker that ends (out of memory, most
 * often) costs the task it had; another takes its place. A thread gets no signals: one ends the
 * process and all threads with it.
 */
import type { Piscina } from 'piscina';
import { giveBackMemory } from '../io/native/give-back-memory.ts';
import { inOrder } from './in-order.ts';

const TASKS_PER_WORKER = 2;
/** Buffers are given back when the young generation is collected: a small one keeps them few. */
const YOUNG_GENERATION_MIB = 2;

export interface PooledWork<Task, Result> {
  /** The module that workers load. */
  readonly module: URL;
  /** The function of that module that does a task. */
  readonly name: string;
  /** MiB for new objects, where tasks make more of them than buffers. */
  readonly youngGeneration?: number;
  /** The result of a task whose worker ended. */
  readonly lost: (task: Task, error: Error) => Result;
}

/** The results of `tasks`, in their order. Leaving the iteration early ends the workers. */
export async function* inWorkers<Task, Result>(
  tasks: Iterable<Task>,
  workers: number,
  work: PooledWork<Task, Result>,
): AsyncGenerator<Result, void, undefined> {
  const pool = await startWorkers(workers, TASKS_PER_WORKER * workers, work);
  try {
    yield* inOrder(tasks, TASKS_PER_WORKER * workers, pool.run);
  } finally {
    await pool.end();
  }
}

/** Workers for tasks that come one by one. */
export interface WorkerPool<Task, Result> {
  /** Never rejects: what is lost has its result too. */
  readonly run: (task: Task) => Promise<Result>;
  end(): Promise<void>;
}

/** @param mostTasks that are handed over at once, and may wait for a worker. */
export async function startWorkers<Task, Result>(
  workers: number,
  mostTasks: number,
  work: PooledWork<Task, Result>,
): Promise<WorkerPool<Task, Result>> {
  const pool = await startPool(workers, mostTasks, work);
  return {
    run: (task) => pool.run(task).catch((error: Error) => work.lost(task, error)),
    end: () => pool.destroy(),
  };
}

/** Loaded only when asked for, as most runs are of one package. */
async function startPool<Task, Result>(
  workers: number,
  mostTasks: number,
  { module, name, youngGeneration = YOUNG_GENERATION_MIB }: PooledWork<Task, Result>,
): Promise<Piscina<Task, Result>> {
  giveBackMemory();
  const { Piscina } = await import('piscina');
  const pool = new Piscina<Task, Result>({
    filename: module.href,
    name,
    minThreads: workers,
    maxThreads: workers,
    concurrentTasksPerWorker: 1,
    maxQueue: mostTasks,
    // A file that a worker leaves open is for this thread to go on with.
    trackUnmanagedFds: false,
    // Between tasks a worker waits in its event loop, where it sees its children end.
    atomics: 'disabled',
    recordTiming: false,
    resourceLimits: { maxYoungGenerationSizeMb: youngGeneration },
  });
  // A worker that ends without a task is replaced, unless it could not even start: where none is
  // left, nobody would ever answer.
  pool.on('error', () => {
    if (pool.threads.length === 0) void pool.destroy();
  });
  return pool;
}
