/**
 * Many packages over a pool of worker threads, a task a package.
 *
 * Policy: see worker-pool.ts. A signal leaves nothing behind where results are files without a name
 * until they stand (see temporary-file.ts).
 */
import { extname } from 'node:path';
import { refused, type TranscodeRecord, type TranscodeTask, transcodePackage } from './task.ts';
import { inWorkers } from './worker-pool.ts';

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
  yield* inWorkers(tasks, workers, {
    // Beside this module, in the sources as in the bundle.
    module: new URL(`./worker${extname(import.meta.url)}`, import.meta.url),
    name: 'transcodePackage',
    lost: ({ path }, error) => lost(path, error),
  });
}

function lost(path: string, error: Error): TranscodeRecord {
  const message = `the worker that had it ended: ${error.message}`;
  return refused(path, `${path}: ${message}`, { rule: 'machine', message });
}
