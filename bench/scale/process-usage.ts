/** What processes have used so far, as Linux says in /proc. */
import { readFileSync } from 'node:fs';

/** Clock ticks a second, on every Linux that Node runs on. */
const TICKS = 100;

export interface Usage {
  /** Seconds, of all threads. */
  readonly cpu: number;
  /** Bytes in memory now, and at most. */
  readonly rss: number;
  readonly peak: number;
}

/** Undefined once the process has ended. */
export function usageOf(pid: number): Usage | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    const kib = (name: string) =>
      1024 * Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    const cpu = (Number(fields[11]) + Number(fields[12])) / TICKS;
    return { cpu, rss: kib('VmRSS'), peak: kib('VmHWM') };
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
