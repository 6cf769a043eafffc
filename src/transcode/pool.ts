/**
 * Many packages over a pool of worker threads, a task a package.
 *
 * Policy: paths and plain records cross the threads, never contents. At most two tasks a worker
 * are handed over: one to work on, one to go on with. A worker that ends (out of memory, most
 * often) costs the package it had; another takes its place. A thread gets no signals: one ends the
 * process and all threads with it. Nothing is left then where results are files without a name
 * until they stand (see temporary-file.ts).
 */
import { extname } from 'node:path';
import type { Piscina } from 'piscina';
import { inOrder } from './in-order.ts';
import { refused, type TranscodeRecord, type TranscodeTask, transcodePackage } from './task.ts';

const TASKS_PER_WORKER = 2;
/** Buffers are given back when the young generation is collected: a small one keeps them few. */
const YOUNG_GENERATION_MIB = 2;

/**
 * The records of `tasks`, in their order. One worker is this thread; leaving the iteration early
 * ends the others.
 */
export async function* transcodeAll(
  tasks: Iterable<TranscodeTask>,
  workers: number,
): AsyncGenerator<TranscodeRecord, void, undefined> {
  if (workers === 1) {
    for (const task of tasks) yield await transcodePackage(task);
    return;
  }
  const pool = await startPool(workers);
  const run = (task: TranscodeTask) =>
    pool.run(task).catch((error: Error) => lost(task.path, error));
  try {
    yield* inOrder(tasks, TASKS_PER_WORKER * workers, run);
  } finally {
    await pool.destroy();
  }
}

/** Loaded only when asked for, as most runs are of one package. */
async function startPool(workers: number): Promise<Piscina<TranscodeTask, TranscodeRecord>> {
  const { Piscina } = await import('piscina');
  const pool = new Piscina<TranscodeTask, TranscodeRecord>({
    // Beside this module, in the sources as in the bundle.
    filename: new URL(`./worker${extname(import.meta.url)}`, import.meta.url).href,
    name: 'transcodePackage',
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

function lost(path: string, error: Error): TranscodeRecord {
  const message = `the worker that had it ended: ${error.message}`;
  return refused(path, `${path}: ${message}`, { rule: 'machine', message });
}
