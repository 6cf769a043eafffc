/**
 * The thread pool of libuv, in which files are synced and gzip is inflated: for all threads of this
 * process.
 *
 * Policy: it has its size from the environment when it is first used, four by default, and keeps it.
 * Who runs the program may have chosen another, which stands. libuv ends the process where it gets
 * a thread less than it wants: where threads are few, or nobody can say, it stays as small as it is by
 * default.
 * Source: libuv src/threadpool.c init_threads().
 */
import { existsSync } from 'node:fs';
import { unlessMachineFails } from './machine-error.ts';
import { readTextFile } from './text-file.ts';

const DEFAULT = 4;
/** Of a limit of threads, which those of other processes count against, too. */
const AMPLE = 1024;

/**
 * Asks for so many threads, and says how many there will be. For the start of a program that waits
 * for many files at once; once a thread was needed nothing changes any more.
 */
export function widenThreadPool(threads: number): number {
  if (unlessMachineFails(threadLimits)?.every((limit) => limit >= AMPLE)) {
    process.env['UV_THREADPOOL_SIZE'] ??= String(threads);
  }
  return Number(process.env['UV_THREADPOOL_SIZE'] ?? DEFAULT);
}

/**
 * The limits of the user and of the control group, where there are any. Throws MachineError.
 * Source: proc(5), cgroups(7).
 */
function threadLimits(): number[] {
  const ofUser = numberIn('/proc/self/limits', /^Max processes +(\d+)/m);
  const group = firstIn('/proc/self/cgroup', /^\d+:pids:(.*)$/m);
  const unifiedGroup = firstIn('/proc/self/cgroup', /^0::(.*)$/m);
  return [
    ...ofUser,
    ...group.flatMap((path) => numberIn(`/sys/fs/cgroup/pids${path}/pids.max`, /^(\d+)/)),
    ...unifiedGroup.flatMap((path) => numberIn(`/sys/fs/cgroup${path}/pids.max`, /^(\d+)/)),
  ];
}

function numberIn(path: string, pattern: RegExp): number[] {
  return firstIn(path, pattern).map(Number);
}

/** What the first group matches; nothing where there is no such file or text. */
function firstIn(path: string, pattern: RegExp): string[] {
  const found = existsSync(path) ? pattern.exec(readTextFile(path))?.[1] : undefined;
  return found === undefined ? [] : [found];
}
