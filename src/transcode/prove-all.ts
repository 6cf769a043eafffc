/**
 * Many extents files, each its verdict, in the order of the paths.
 *
 * Policy: see worker-pool.ts. Nothing is kept of a file once its result is out.
 */
import { extname } from 'node:path';
import { lostFile } from '../package/unreadable.ts';
import { type ProofResult, proveFile } from './prove.ts';
import { inWorkers } from './worker-pool.ts';

/** One worker is this thread; leaving the iteration early ends the others. */
export async function* proveAll(
  paths: Iterable<string>,
  workers: number,
): AsyncGenerator<ProofResult, void, undefined> {
  if (workers === 1) {
    for (const path of paths) yield await proveFile(path);
    return;
  }
  yield* inWorkers<string, ProofResult>(paths, workers, {
    // Beside this module, in the sources as in the bundle.
    module: new URL(`./prove-worker${extname(import.meta.url)}`, import.meta.url),
    name: 'proveFile',
    lost: (path, error) => ({ kind: 'unreadable', unreadable: lostFile(path, error) }),
  });
}
