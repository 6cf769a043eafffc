/**
 * A program beside this process: a descriptor in, what it prints out.
 *
 * Policy: started the cheap way (native/posix-spawn.ts); Node's own where that is not there. No
 * shell, no terminal of its own; whoever starts it decides when it is killed.
 */
import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { posixSpawn, reap, type Spawned } from './native/posix-spawn.ts';

export interface RunningProgram {
  /** Null where the program could not be started. */
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;
  /** Settles when it has ended and all it printed was read. Rejects where it did not start. */
  readonly end: Promise<ProgramEnd>;
  /** Whether it has, as far as this process can know by now. */
  hasEnded(): boolean;
  /** Does nothing once it has ended. */
  kill(): void;
}

/** One of the two is null. */
export interface ProgramEnd {
  readonly exitStatus: number | null;
  readonly signal: string | null;
}

/** Starts `argv[0]` from PATH. A program that does not exist rejects `end` with ENOENT. */
export function spawnProgram(
  argv: readonly [string, ...string[]],
  environment: NodeJS.ProcessEnv,
  stdin: number,
): RunningProgram {
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const spawned = posixSpawn(argv, variables, stdin);
  if (typeof spawned !== 'string') return runningProgram(spawned);
  if (spawned === 'ENOSYS') return spawnedByNode(argv, environment, stdin);
  const error = Object.assign(new Error(`spawn ${argv[0]} ${spawned}`), {
    code: spawned,
    syscall: 'spawn',
  });
  return {
    stdout: null,
    stderr: null,
    end: Promise.reject(error),
    hasEnded: () => true,
    kill() {},
  };
}

function runningProgram({ pid, stdout: stdoutFd, stderr: stderrFd }: Spawned): RunningProgram {
  const stdout = new Socket({ fd: stdoutFd, readable: true, writable: false });
  const stderr = new Socket({ fd: stderrFd, readable: true, writable: false });
  let status: number | undefined;
  const hasEnded = () => {
    status ??= reap(pid);
    return status !== undefined;
  };
  const ended = async (): Promise<ProgramEnd> => {
    await Promise.all([read(stdout), read(stderr)]);
    // It has closed them by exiting, as a rule: there is next to nothing to wait for.
    while (!hasEnded()) await setTimeout(1);
    return programEnd(status!);
  };
  return {
    stdout,
    stderr,
    end: ended(),
    hasEnded,
    kill() {
      if (!hasEnded()) process.kill(pid, 'SIGKILL');
    },
  };
}

/** To its end, or as far as it can be read. */
function read(stream: Socket): Promise<void> {
  return new Promise((resolve) => {
    for (const last of ['end', 'error', 'close']) stream.on(last, () => resolve());
  });
}

/** wait(2): the signal in the lowest seven bits, 0 for none; the exit status in the next byte. */
function programEnd(status: number): ProgramEnd {
  const number = status & 0x7f;
  if (number === 0) return { exitStatus: (status >> 8) & 0xff, signal: null };
  const known = Object.entries(constants.signals).find(([, value]) => value === number);
  return { exitStatus: null, signal: known?.[0] ?? `signal ${number}` };
}

function spawnedByNode(
  [program, ...args]: readonly [string, ...string[]],
  env: NodeJS.ProcessEnv,
  stdin: number,
): RunningProgram {
  const child = spawn(program, args, { stdio: [stdin, 'pipe', 'pipe'], env });
  const end = new Promise<ProgramEnd>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitStatus, signal) => resolve({ exitStatus, signal }));
  });
  return {
    stdout: child.stdout,
    stderr: child.stderr,
    end,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    kill: () => child.kill('SIGKILL'),
  };
}
