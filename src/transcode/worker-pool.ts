/**
 * Tasks over a pool of worker threads, by the name of a function that workers have.
 *
 * Policy: paths and plain records cross the threads, never contents. At most two tasks a worker
 * are handed over: one to work on, one to go on with. A worker that ends (out of memory, most
 * often) costs the task it had; another takes its place. Workers are ended between tasks only: in the
 * middle of a call of a native library that would end the process. A thread gets no signals: one
 * ends the process and all threads with it.
 */
import type { Piscina } from 'piscina';
import { MachineError } from '../io/machine-error.ts';
import { giveBackMemory } from '../io/native/give-back-memory.ts';
import { inOrder } from './in-order.ts';

const TASKS_PER_WORKER = 2;
/** Buffers are given back when the young generation is collected: a small one keeps them few. */
const YOUNG_GENERATION_MIB = 2;
/** Of Node. */
const NO_THREAD = 'ERR_WORKER_INIT_FAILED';

export interface PooledWork<Task, Result> {
  /** The module that workers load. */
  readonly module: URL;
  /** The function of that module that does a task. */
  readonly name: string;
  /** MiB for new objects, where tasks make more of them than buffers. */
  readonly youngGeneration?: number;
  /** The result of a task whose worker ended. */
  readonly lost: (task: Task, error: Error) => Result;
  /** Gets the results that nobody takes, because the iteration was left early. */
  readonly dropped?: (result: Result) => void;
}

/**
 * The results of `tasks`, in their order. Leaving the iteration early ends the workers as soon as
 * they have done what they are at.
 */
export async function* inWorkers<Task, Result>(
  tasks: Iterable<Task>,
  workers: number,
  work: PooledWork<Task, Result>,
): AsyncGenerator<Result, void, undefined> {
  const pool = await startWorkers(workers, TASKS_PER_WORKER * workers, work);
  const untaken: Promise<Result>[] = [];
  const run = (task: Task) => {
    const result = pool.run(task);
    untaken.push(result);
    return result;
  };
  try {
    for await (const result of inOrder(tasks, TASKS_PER_WORKER * workers, run)) {
      untaken.shift();
      yield result;
    }
  } finally {
    await pool.end();
    for (const result of untaken) work.dropped?.(await result);
  }
}

/** Workers for tasks that come one by one. */
export interface WorkerPool<Task, Result> {
  /** Never rejects: what is lost has its result too. */
  readonly run: (task: Task) => Promise<Result>;
  /** Ends the workers once they have done what they are at; tasks that wait for one are lost. */
  end(): Promise<void>;
}

/** @param mostTasks that are handed over at once, and may wait for a worker. */
export async function startWorkers<Task, Result>(
  workers: number,
  mostTasks: number,
  work: PooledWork<Task, Result>,
): Promise<WorkerPool<Task, Result>> {
  const pool = await startPool(workers, mostTasks, work);
  /** In the order in which workers take them. */
  const underWay = new Map<Promise<Result>, AbortController>();
  return {
    run(task) {
      const controller = new AbortController();
      const result = pool
        .run(task, { signal: controller.signal })
        .catch((error: Error) => work.lost(task, error))
        .finally(() => underWay.delete(result));
      underWay.set(result, controller);
      return result;
    },
    async end() {
      const waiting = [...underWay.values()].slice(workers);
      for (const controller of waiting) controller.abort();
      await Promise.all(underWay.keys());
      await pool.destroy();
    },
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
  const options = {
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
  } as const;
  const pool = startingThreads(() => new Piscina<Task, Result>(options));
  // A worker that ends without a task is replaced, unless it could not even start: where none is
  // left, nobody would ever answer.
  pool.on('error', () => {
    if (pool.threads.length === 0) void pool.destroy();
  });
  return pool;
}

/** @throws MachineError where the system allows no more threads. */
function startingThreads<T>(start: () => T): T {
  try {
    return start();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === NO_THREAD)) throw error;
    const fault = { doing: 'start', subject: 'a worker thread', reason: error.message };
    const advice = 'raise the limit of processes (ulimit -u), or ask for fewer threads (--jobs)';
    throw new MachineError({ ...fault, code: 'EAGAIN', advice }, error);
  }
}
