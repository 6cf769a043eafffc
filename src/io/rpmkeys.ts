/**
 * Asks the system's rpmkeys to verify a package, the way dnf does.
 *
 * Policy: never our own verdict on signatures. The program runs beside this process on the same
 * bytes, with a limit in time and in output; it gets a descriptor, no shell, and the C locale,
 * because dnf reads its words. A host without rpmkeys is an answer, not an error.
 */

import { closeSync, openSync } from 'node:fs';
import { collectOutput } from './collect-output.ts';
import { errnoOf } from './machine-error.ts';
import { spawnProgram } from './spawn-program.ts';

const COMMAND = [
  'rpmkeys',
  '--checksig',
  '--verbose',
  '--define',
  '_pkgverify_level digest',
  '--define',
  '_pkgverify_flags 0x0',
  '-',
] as const;

const TIME_LIMIT_MS = 10 * 60 * 1000;
const OUTPUT_LIMIT = 256 * 1024;

export type RpmkeysResult =
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'ran';
      /** 0 where everything verified. */
      readonly exitStatus: number;
      /** The verdict lines as printed, each with four blanks before and a newline after. */
      readonly text: string;
      readonly stderr: string;
    }
  | { readonly kind: 'failed'; readonly reason: string };

export interface RpmkeysRequest {
  /** The package: a path, or a descriptor that stands at its first byte and stays the caller's. */
  readonly stdin: number | string;
  /** Milliseconds until the program is killed (default ten minutes). */
  readonly timeLimit?: number;
}

export interface RunningRpmkeys {
  /** Never rejects, and settles only while the event loop runs. */
  readonly result: Promise<RpmkeysResult>;
  /** Kills it if it still runs: nobody wants the result any more. */
  stop(): void;
}

/** Starts `rpmkeys` and returns at once; a descriptor may be closed then. */
export function startRpmkeys(request: RpmkeysRequest): RunningRpmkeys {
  const { stdin, timeLimit = TIME_LIMIT_MS } = request;
  try {
    if (typeof stdin === 'number') return run(stdin, timeLimit);
    const fd = openSync(stdin, 'r');
    try {
      return run(fd, timeLimit);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    return { result: Promise.resolve(failure(error)), stop() {} };
  }
}

function run(stdin: number, timeLimit: number): RunningRpmkeys {
  const child = spawnProgram(COMMAND, { ...process.env, LC_ALL: 'C', LANG: 'C' }, stdin);
  let stopped: string | undefined;
  const stop = (reason: string) => {
    stopped ??= reason;
    child.kill();
  };
  const tooMuch = () => stop(`it printed more than ${OUTPUT_LIMIT} bytes`);
  const stdout = collectOutput(child.stdout, OUTPUT_LIMIT, tooMuch);
  const stderr = collectOutput(child.stderr, OUTPUT_LIMIT, tooMuch);
  // After long synchronous work timers come first: let the loop see a finished child before.
  const timer = setTimeout(() => {
    setImmediate(() => {
      if (!child.hasEnded()) stop(`it took longer than ${timeLimit} ms`);
    });
  }, timeLimit);

  const result = child.end
    .then(({ exitStatus, signal }): RpmkeysResult => {
      if (stopped !== undefined) return { kind: 'failed', reason: stopped };
      if (exitStatus === null) return { kind: 'failed', reason: `it was ended by ${signal}` };
      return {
        kind: 'ran',
        exitStatus,
        text: verdictLines(stdout().toString('latin1')),
        stderr: stderr().toString('latin1'),
      };
    })
    .catch((error): RpmkeysResult => {
      return errnoOf(error) === 'ENOENT' ? { kind: 'absent' } : failure(error);
    })
    .finally(() => clearTimeout(timer));
  return { result, stop: child.kill };
}

/** The lines with an item's verdict: what is printed without four blanks before is not one. */
function verdictLines(output: string): string {
  return output
    .split('\n')
    .filter((line) => line.startsWith('    '))
    .map((line) => `${line}\n`)
    .join('');
}

function failure(error: unknown): RpmkeysResult {
  return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
}
