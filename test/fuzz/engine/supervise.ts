/**
 * Runs a job in a process of its own and says how it ended.
 *
 * Policy: a process that takes more than the time limit for one input is ended; so is one that
 * waits for a minute. Time is that of the processor, so that a busy host makes no finds. Whatever
 * happens, the process is gone and its files are closed when this returns.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FlightRecord, readFlightRecord } from './flight-recorder.ts';
import type { RoundSummary } from './fuzz-round.ts';
import type { Job, Message } from './job.ts';

const PROCESS = join(import.meta.dirname, 'fuzz-process.ts');
/** Small heaps: what is only garbage is not to count. */
const FLAGS = ['--max-semi-space-size=2', '--max-old-space-size=160', '--no-warnings'];
const LOOK_EVERY_MS = 250;
const LONGEST_WAIT_MS = 60_000;
const TICKS_PER_SECOND = 100;

export interface Crash {
  readonly error: string;
  readonly input: Uint8Array;
}

export interface JobEnd {
  readonly crashes: readonly Crash[];
  readonly end: JobEnding;
}

export type JobEnding =
  | { readonly kind: 'done'; readonly summary: RoundSummary }
  | {
      readonly kind: 'hang' | 'memory' | 'death';
      readonly why: string;
      /** What it was working on; undefined: nothing yet. */
      readonly last: FlightRecord | undefined;
    };

export interface Supervision {
  /** A directory that the process may leave files in. */
  readonly temporary: string;
  /** Of the processor, in seconds, for one execution. */
  readonly timeLimit: number;
}

export async function superviseJob(
  job: Job,
  { temporary, timeLimit }: Supervision,
): Promise<JobEnd> {
  const child = fork(PROCESS, [JSON.stringify(job)], {
    execArgv: FLAGS,
    env: { ...process.env, TMPDIR: temporary, NODE_OPTIONS: '' },
  });
  const crashes: Crash[] = [];
  let end: JobEnding | undefined;
  const last = () => (existsSync(job.record) ? readFlightRecord(job.record) : undefined);
  child.on('message', (message: Message) => {
    if (message.kind === 'crash') {
      const input = Uint8Array.from(Buffer.from(message.input, 'base64'));
      crashes.push({ error: message.error, input });
    } else if (message.kind === 'done') end = message;
    else end = { kind: 'memory', why: `${Math.round(message.mebibytes)} MiB`, last: last() };
  });
  const watch = setInterval(() => {
    const why = clock.overdue(last()?.execution);
    if (why === undefined || end !== undefined) return;
    end = { kind: 'hang', why, last: last() };
    child.kill('SIGKILL');
  }, LOOK_EVERY_MS);
  const clock = runClock(child, timeLimit);
  try {
    const status = await exitOf(child);
    return { crashes, end: end ?? { kind: 'death', why: status, last: last() } };
  } finally {
    clearInterval(watch);
    child.kill('SIGKILL');
  }
}

/** How long a process has been at the same run. */
function runClock({ pid }: ChildProcess, timeLimit: number) {
  let current: number | undefined;
  let since = { processor: 0, wall: 0 };
  return {
    /** Why this execution takes too long, if it does. */
    overdue(execution: number | undefined): string | undefined {
      const now = { processor: processorSeconds(pid), wall: Date.now() };
      if (execution === undefined || execution !== current) {
        current = execution;
        since = now;
        return undefined;
      }
      const seconds = now.processor - since.processor;
      if (seconds > timeLimit) return `over ${timeLimit} s of the processor for one input`;
      const waited = now.wall - since.wall > LONGEST_WAIT_MS;
      return waited ? `waits for more than ${LONGEST_WAIT_MS / 1000} s` : undefined;
    },
  };
}

/** Of all threads, by the system's count; 0 for a process that is no more. */
function processorSeconds(pid: number | undefined): number {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return 0;
  const fields = readFileSync(path, 'latin1').split(') ').at(-1)!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function exitOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) =>
      resolve(signal === null ? `exit status ${status}` : `signal ${signal}`),
    );
  });
}

/** Whether a job ended as it should. */
export function isClean({ crashes, end }: JobEnd): boolean {
  return crashes.length === 0 && end.kind === 'done';
}
