/**
 * Many packages over a pool of worker threads, a task a package.
 *
 * Policy: see worker-pool.ts. Workers write the results; this thread has the disk take them, many at
 * once, and gives them their names, so that no worker waits for a disk. A signal leaves nothing behind
 * where results are files without a name until they stand (see temporary-file.ts).
 */
import { extname } from 'node:path';
import { widenThreadPool } from '../io/thread-pool.ts';
import { discard } from '../io/unsettled-file.ts';
import { inOrder } from './in-order.ts';
import {
  refused,
  settlePackage,
  type TranscodeRecord,
  type TranscodeTask,
  transcodePackage,
  type UnsettledRecord,
} from './task.ts';
import { inWorkers } from './worker-pool.ts';

/**
 * Results that wait for the disk while workers go on. A file system that syncs many files at once
 * writes its journal once for all of them: 300 packages to btrfs take 0.64 of the time of 4 at once.
 */
const MOST_SETTLING = 32;
/** Where there are threads for no more. */
const FEWEST_SETTLING = 8;

/**
 * The records of `tasks`, in their order. One worker is this thread; leaving the iteration early
 * ends the others, and leaves nothing of results that have no name by then.
 */
export async function* transcodeAll(
  tasks: Iterable<TranscodeTask>,
  workers: number,
): AsyncGenerator<TranscodeRecord, void, undefined> {
  if (workers === 1) {
    for (const task of tasks) yield await settlePackage(await transcodePackage(task));
    return;
  }
  // A thread for each that waits, and one for each worker to inflate in.
  const threads = widenThreadPool(MOST_SETTLING + workers);
  const most = Math.min(MOST_SETTLING, Math.max(FEWEST_SETTLING, threads - workers));
  const written = inWorkers<TranscodeTask, TranscodeRecord | UnsettledRecord>(tasks, workers, {
    // Beside this module, in the sources as in the bundle.
    module: new URL(`./worker${extname(import.meta.url)}`, import.meta.url),
    name: 'transcodePackage',
    lost: ({ path }, error) => lost(path, error),
    dropped(result) {
      if ('file' in result) discard(result.file);
    },
  });
  const settling = new Set<Promise<TranscodeRecord>>();
  const settle = (result: TranscodeRecord | UnsettledRecord) => {
    const record = settlePackage(result).finally(() => settling.delete(record));
    settling.add(record);
    return record;
  };
  try {
    yield* inOrder(written, most, settle);
  } finally {
    await Promise.all(settling);
  }
}

function lost(path: string, error: Error): TranscodeRecord {
  const message = `the worker that had it ended: ${error.message}`;
  return refused(path, `${path}: ${message}`, { rule: 'machine', message });
}
