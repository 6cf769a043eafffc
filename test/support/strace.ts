/** Counts what a program reads, by strace(1). */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunResult, run } from '../cli/programs.ts';

export function hasStrace(): boolean {
  const there = spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0;
  if (!there) console.warn('skipped: strace is not installed, or may not trace');
  return there;
}

export interface TracedRun extends RunResult {
  /** That all its threads and children read of files below the directory. */
  readonly bytesRead: number;
}

/** Runs a program to its end. */
export async function runTraced(command: readonly string[], directory: string): Promise<TracedRun> {
  const folder = mkdtempSync(join(tmpdir(), 'strace-'));
  const log = join(folder, 'log');
  const reads = ['-e', 'trace=read,readv,pread64,preadv', '-e', 'signal=none'];
  try {
    const strace = ['strace', '-f', '-y', '-s', '0', ...reads, '-o', log];
    const result = await run([...strace, ...command]);
    return { ...result, bytesRead: bytesRead(readFileSync(log, 'latin1'), directory) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A call that another thread's interrupted stands on two lines: its file on one, its result on the other. */
function bytesRead(log: string, directory: string): number {
  const unfinished = new Map<string, string>();
  let bytes = 0;
  for (const line of log.split('\n')) {
    const [, thread = '', call = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const path = /^\w+\(\d+<(.*?)>/.exec(call)?.[1] ?? unfinished.get(thread) ?? '';
    if (call.endsWith('<unfinished ...>')) unfinished.set(thread, path);
    else unfinished.delete(thread);
    const result = /\) += (\d+)$/.exec(call)?.[1];
    if (result !== undefined && path.startsWith(`${directory}/`)) bytes += Number(result);
  }
  return bytes;
}
