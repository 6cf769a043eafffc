/** How many workers suit so many files. */
import { availableParallelism } from 'node:os';

/**
 * @param jobs what the user wants, if anything.
 * @param worthThreads bytes of files that one thread deals with before others have started.
 */
export function workerCount(
  files: readonly { readonly size: number }[],
  jobs: number | undefined,
  worthThreads: number,
): number {
  const wanted = jobs ?? (bytesOf(files) < worthThreads ? 1 : availableParallelism());
  return Math.max(1, Math.min(wanted, files.length));
}

/** Looked up file by file: only where the answer depends on it. */
function bytesOf(files: readonly { readonly size: number }[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}
