/** What the tests of src/io need around them: directories, small disks, other processes. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ByteReader } from '../../native-free-parsers/bytes/byte-source.ts';

/** A fresh directory, removed after the test. */
export function scratchDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'io-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A mounted disk of a mebibyte, or undefined (said on stderr) where nothing may be mounted. */
export function tinyDisk(): string | undefined {
  const directory = join(scratchDirectory(), 'disk');
  mkdirSync(directory);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', directory]);
  if (mounted.status !== 0) {
    console.warn(`no small disk to fill: mount says ${mounted.stderr}`);
    return undefined;
  }
  onTestFinished(() => {
    spawnSync('umount', ['--lazy', directory]);
  });
  return directory;
}

/** A FIFO in a fresh directory. */
export function fifo(): string {
  const path = join(scratchDirectory(), 'fifo');
  spawnSync('mkfifo', [path]);
  return path;
}

/** The URL of a module below src/io, for programs run by {@link nodeArguments}. */
export function moduleUrl(name: string): string {
  return new URL(`../../src/io/${name}`, import.meta.url).href;
}

/** The command line of a program that imports from src/io; `args` start at process.argv[1]. */
export function nodeArguments(program: string, ...args: string[]): string[] {
  return ['--no-warnings', '--input-type=module', '-e', program, '--', ...args];
}

/** A process that is killed after the test if it still runs. */
export function start(command: string, args: readonly string[], env = process.env): ChildProcess {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

/** How a process ended. */
export function ended(
  child: ChildProcess,
): Promise<{ status: number | null; signal: string | null }> {
  return new Promise((resolve) => {
    child.on('close', (status, signal) => resolve({ status, signal }));
  });
}

/** How many descriptors this process has open. */
export function openDescriptors(): number {
  return readdirSync('/proc/self/fd').length;
}

/** Everything a reader still has. */
export function readAll(reader: ByteReader, bufferSize = 1000): Uint8Array {
  const chunks: Uint8Array[] = [];
  const buffer = new Uint8Array(bufferSize);
  for (let n = reader.read(buffer); n > 0; n = reader.read(buffer)) chunks.push(buffer.slice(0, n));
  return Uint8Array.from(Buffer.concat(chunks));
}

/** For contents of megabytes, where `toEqual` takes seconds. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** Bytes that differ from their neighbours at any distance of note. */
export function patternBytes(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8) * 17) & 0xff);
}
