/**
 * Processor time and memory of a command.
 *
 * Policy: GNU time tells where it is installed. Without it the shell's `times` tells the processor
 * time, and the kernel's high-water marks, read every few milliseconds, the memory: a process that
 * ends between two readings may then have had a little more.
 */

import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { type CommandRequest, runCommand } from './command.ts';
import { findProgram } from './find-program.ts';

export interface Usage {
  /** Seconds. */
  readonly wall: number;
  /** Seconds, of all processes of the command together. */
  readonly user: number;
  readonly system: number;
  /** Bytes of the largest process. */
  readonly peakMemory: number;
}

const POLL_MS = 5;

/** Runs a shell command; `scratch` is a file that may be overwritten, `gnuTime` null for none. */
export async function runWithUsage(
  shell: string,
  scratch: string,
  request: CommandRequest,
  gnuTime = findProgram('time', process.env['PATH']) ?? null,
): Promise<Usage> {
  const command = ['sh', '-c', `{ ${shell}\n} > /dev/null`];
  return gnuTime === null
    ? await withPolling(command, scratch, request)
    : await withGnuTime(gnuTime, command, scratch, request);
}

async function withGnuTime(
  gnuTime: string,
  command: readonly string[],
  scratch: string,
  request: CommandRequest,
): Promise<Usage> {
  const wall = await timed([gnuTime, '-q', '-f', '%U %S %M', '-o', scratch, ...command], request);
  const [user, system, kibibytes] = readFileSync(scratch, 'utf8').trim().split(' ').map(Number);
  return { wall, user: user!, system: system!, peakMemory: kibibytes! * 1024 };
}

async function withPolling(
  command: readonly string[],
  scratch: string,
  request: CommandRequest,
): Promise<Usage> {
  let peakMemory = 0;
  let running = true;
  let polling = Promise.resolve();
  const poll = async (pid: number) => {
    while (running) {
      for (const member of family(pid)) peakMemory = Math.max(peakMemory, highWater(member));
      await setTimeout(POLL_MS);
    }
  };
  const wrapper = 'file=$0; "$@"; status=$?; times > "$file"; exit $status';
  try {
    const wall = await timed(['sh', '-c', wrapper, scratch, ...command], {
      ...request,
      onStart: (child) => {
        polling = poll(child.pid!);
      },
    });
    const [user, system] = processorTimes(readFileSync(scratch, 'utf8'));
    return { wall, user, system, peakMemory };
  } finally {
    running = false;
    await polling;
  }
}

async function timed(command: readonly string[], request: CommandRequest): Promise<number> {
  const start = process.hrtime.bigint();
  await runCommand(command, request);
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/** The second line of `times`, such as `0m1.230000s 0m0.040000s`: the children's. */
function processorTimes(times: string): [user: number, system: number] {
  const found = [...(times.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
  const [user = 0, system = 0] = found.map(
    ([, minutes, rest]) => Number(minutes) * 60 + Number(rest),
  );
  return [user, system];
}

/** The process and all below it, as far as they still exist. */
function family(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean);
  return [pid, ...children.flatMap((child) => family(Number(child)))];
}

/** Largest resident size so far, in bytes; 0 for a process that is gone. */
function highWater(pid: number): number {
  const [, kibibytes = '0'] = /^VmHWM:\s+(\d+)/m.exec(read(`/proc/${pid}/status`)) ?? [];
  return Number(kibibytes) * 1024;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
