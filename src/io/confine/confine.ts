/**
 * Takes from this process what a decoder has no use for, before it looks at data from strangers.
 *
 * Policy: for good, and as much as this kernel can; what it cannot is said, never an error. Afterwards
 * the process has what is open, memory and threads, and may read the system's libraries and itself.
 * It has no network, starts no program, changes no file that it has not open, signals nobody.
 *
 *   seccomp filter   all threads: sockets, programs, other processes, opening for writing, mounts ...
 *   Landlock         this thread and what it starts: reading anything but libraries and itself
 *
 * What code could still do that has taken over this process: change the result, use up processor and
 * memory, and use the ring of io_uring by which Node's event loop waits and which the filter cannot
 * look into: Landlock keeps it from files and TCP, nothing keeps it from other sockets.
 */
import { installFilter, setNoNewPrivileges } from './kernel.ts';
import { restrictToReading } from './landlock.ts';
import { readablePaths } from './readable-paths.ts';
import { seccompFilter } from './seccomp-filter.ts';
import { systemCalls } from './system-calls.ts';

/** What could not be had, in words; empty where everything could. */
export type Gaps = readonly string[];

/**
 * Confines the process. To be called on the main thread, once; temporary files have to be reserved
 * before (io/spool.ts).
 */
export function confineProcess(): Gaps {
  const unprivileged = setNoNewPrivileges();
  if (unprivileged !== undefined) return [`no_new_privs: ${unprivileged}`];
  const gaps: string[] = [];
  const landlock = restrictToReading(readablePaths());
  if (landlock !== undefined) gaps.push(`Landlock: ${landlock}`);
  return [...gaps, ...filterCalls()];
}

function filterCalls(): Gaps {
  const calls = systemCalls(process.arch);
  if (calls === undefined) return [`seccomp: no filter for ${process.arch}`];
  const failure = installFilter(calls.seccomp, seccompFilter(calls, process.pid));
  return failure === undefined ? [] : [`seccomp: ${failure}`];
}
