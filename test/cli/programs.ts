/**
 * The built programs as processes, and packages for them.
 *
 * Policy: what `npm run build` made is run, never the sources; the environment is this process's
 * without the variables that the programs themselves obey. Every process has a time limit, so that
 * a hang is a failure and not a wait.
 */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import type { FileDescription, PackageDescription } from '../../corpus/writer/description.ts';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { openExtentsFile } from '../../src/transcode/extents-file.ts';
import { verifyExtents } from '../../src/transcode/verify.ts';
import { bytesSource } from '../support/bytes-source.ts';

export const ROOT = resolve(import.meta.dirname, '../..');
const TIME_LIMIT_MS = 30_000;

export const RPM2EXTENTS = program('rpmcow-rpm2extents.js');
export const RPMCOW = program('rpmcow.js');

function program(name: string): string {
  const path = join(ROOT, 'dist', name);
  if (!existsSync(path)) throw new Error(`${path} is missing: npm run build makes it`);
  return path;
}

export type Environment = Record<string, string | undefined>;

/** This process's environment, its own Node first, without what the programs obey. */
export function environment(changes: Environment = {}): NodeJS.ProcessEnv {
  const bin = join(ROOT, 'node_modules/.bin');
  return {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env['PATH']}`,
    LIBREPO_TRANSCODE_RPMS_DENYLIST: undefined,
    RPMCOW_DENY_NAMES: undefined,
    NODE_OPTIONS: undefined,
    ...changes,
  };
}

export interface RunRequest {
  /** Bytes or pieces for a pipe, or a descriptor. Default nothing. */
  readonly stdin?: Uint8Array | AsyncIterable<Uint8Array> | number;
  /** A descriptor; by default a pipe that is read to its end. */
  readonly stdout?: number;
  /** Close the pipe that standard output is once the first bytes have come. */
  readonly hangUp?: boolean;
  readonly env?: Environment;
  readonly cwd?: string;
  /** Milliseconds. */
  readonly timeLimit?: number;
}

export interface RunResult {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: Buffer;
  readonly stderr: string;
  /** Whether the program took every byte that was written to it. */
  readonly drained: boolean;
}

/** Runs a command to its end. */
export async function run(
  command: readonly string[],
  request: RunRequest = {},
): Promise<RunResult> {
  const { stdin = new Uint8Array(), stdout = 'pipe', hangUp = false, env, cwd } = request;
  const { timeLimit = TIME_LIMIT_MS } = request;
  const child = start(command, {
    stdio: [typeof stdin === 'number' ? stdin : 'pipe', stdout, 'pipe'],
    env: environment(env),
    timeout: timeLimit,
    ...(cwd === undefined ? {} : { cwd }),
  });
  const out = collect(child.stdout);
  if (hangUp) child.stdout!.once('data', () => child.stdout!.destroy());
  const err = collect(child.stderr);
  const drained = typeof stdin === 'number' ? Promise.resolve(true) : feed(child, stdin);
  const { status, signal } = await ended(child);
  return { status, signal, stdout: out(), stderr: err().toString(), drained: await drained };
}

/** Starts a command that is killed when it takes too long. */
export function start(
  [file = '', ...args]: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  return spawn(file, args, { timeout: TIME_LIMIT_MS, killSignal: 'SIGKILL', ...options });
}

export function ended(
  child: ChildProcess,
): Promise<{ status: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => resolve({ status, signal }));
  });
}

function collect(stream: ChildProcess['stdout']): () => Buffer {
  const chunks: Buffer[] = [];
  stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks);
}

/** Writes everything; false when the other side closed its end before. */
async function feed(
  child: ChildProcess,
  bytes: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<boolean> {
  const pipe = child.stdin!;
  let broken = false;
  pipe.on('error', () => {
    broken = true;
  });
  const pieces = bytes instanceof Uint8Array ? [bytes] : bytes;
  for await (const piece of pieces) {
    await new Promise<void>((resolve) => pipe.write(piece, () => resolve()));
  }
  await new Promise<void>((resolve) => pipe.end(() => resolve()).on('close', () => resolve()));
  return !broken;
}

/** A fresh directory, removed after the test. */
export function scratch(): string {
  const directory = mkdtempSync(join(tmpdir(), 'cli-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

const FILES: readonly FileDescription[] = [
  { path: '/opt/sample', type: 'directory' },
  { path: '/opt/sample/big', type: 'regular', content: 'copy on write\n'.repeat(100_000) },
  { path: '/opt/sample/copy', type: 'regular', content: 'copy on write\n'.repeat(100_000) },
  { path: '/opt/sample/empty', type: 'regular', content: '' },
  { path: '/opt/sample/link', type: 'symlink', target: 'big' },
  { path: '/opt/sample/small', type: 'regular', content: 'small\n' },
];

/** A sane package called sample: a few KiB that become 1.4 MiB. */
export async function samplePackage(
  description: Partial<PackageDescription> = {},
): Promise<Buffer> {
  return Buffer.from(await writePackage({ name: 'sample', files: FILES, ...description }));
}

/** What verify says of an extents file; throws FormatError where it is none. */
export async function findings(extents: Uint8Array): Promise<readonly unknown[]> {
  return await verifyExtents(openExtentsFile(bytesSource(extents)));
}
