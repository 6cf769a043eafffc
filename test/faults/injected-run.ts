/**
 * Programs as processes, under the fault layer where that is asked for.
 *
 * Policy: the built programs, their input from a pipe or a file, all that they print kept. A run
 * that takes too long is killed, and that is a failure.
 */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Environment, ended, environment, start } from '../cli/programs.ts';
import {
  CODES,
  FAULT_LOG,
  FAULT_VARIABLE,
  type FaultPoint,
  type FaultRequest,
  type PassedPoint,
} from './fault-point.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
const LAYER = pathToFileURL(join(import.meta.dirname, 'fault-layer.ts')).href;

export interface Injection extends FaultPoint {
  /** See CODES. */
  readonly code: string;
}

/** Whether the fault layer is there: not at all, or to write down all points. */
export type Layer = 'none' | 'record';

/** One program, to be run in a directory of its own. */
export interface ProgramCall {
  readonly command: readonly string[];
  readonly cwd: string;
  /** What it reads: bytes through a pipe, or a file. */
  readonly stdin?: Uint8Array | string;
  /** A file that standard output goes to, emptied before; else a pipe. */
  readonly stdout?: string;
  readonly env?: Environment;
}

export interface CallWishes {
  readonly layer?: Layer;
  /** With the layer, too. */
  readonly injection?: Injection;
  /** Sent after so many milliseconds. */
  readonly signal?: { readonly name: NodeJS.Signals; readonly after: number };
}

export interface InjectedResult {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: Buffer;
  readonly stderr: string;
  /** What the layer wrote down: the fault that struck, or every point. */
  readonly points: readonly PassedPoint[];
}

/** Runs it to its end. */
export async function runInjected(
  { command, cwd, stdin, stdout, env }: ProgramCall,
  { layer = 'none', injection, signal }: CallWishes = {},
): Promise<InjectedResult> {
  const logs = mkdtempSync(join(tmpdir(), 'fault-log-'));
  const log = join(logs, 'log');
  const opened = [openSync(log, 'w+')];
  const open = (path: string, flags: string) => {
    const fd = openSync(path, flags);
    opened.push(fd);
    return fd;
  };
  const stdio: ('pipe' | number)[] = [
    typeof stdin === 'string' ? open(stdin, 'r') : 'pipe',
    stdout === undefined ? 'pipe' : open(stdout, 'w+'),
    'pipe',
  ];
  const isLayered = injection !== undefined || layer === 'record';
  if (isLayered) stdio[FAULT_LOG] = opened[0]!;
  try {
    const child = start(command, {
      stdio,
      cwd,
      env: environment({ ...env, ...(isLayered ? layerVariables(injection) : {}) }),
    });
    const timer = signal && setTimeout(() => child.kill(signal.name), signal.after);
    child.stdin?.on('error', () => {}); // It may end before it has read everything.
    child.stdin?.end(stdin ?? '');
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr!.on('data', (chunk: Buffer) => err.push(chunk));
    const end = await ended(child);
    clearTimeout(timer);
    const points = readFileSync(log, 'utf8').split('\n').filter(Boolean);
    return {
      ...end,
      stdout: Buffer.concat(out),
      stderr: Buffer.concat(err).toString(),
      points: points.map((line) => JSON.parse(line) as PassedPoint),
    };
  } finally {
    for (const fd of opened) closeSync(fd);
    rmSync(logs, { recursive: true });
  }
}

function layerVariables(injection: Injection | undefined): Environment {
  const request: FaultRequest = {
    project: PROJECT,
    ...(injection === undefined ? {} : { fault: injection }),
  };
  return {
    NODE_OPTIONS: `--import=${LAYER} --disable-warning=ExperimentalWarning`,
    [FAULT_VARIABLE]: JSON.stringify(request),
  };
}

/** Every fault that can strike at these points. */
export function injectionsAt(points: readonly PassedPoint[]): Injection[] {
  return points.flatMap(({ thread, operation, ordinal }) =>
    CODES[operation].map((code) => ({ thread, operation, ordinal, code })),
  );
}
