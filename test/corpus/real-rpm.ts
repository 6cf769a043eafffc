/** The system's rpm as the referee. Policy: every call has a time limit, nothing is left behind. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';

const SECONDS = 20;

/** Why rpm cannot be the referee here, or undefined. */
export const rpmAbsent: string | undefined =
  spawnSync('rpm', ['--version']).status === 0 && spawnSync('cpio', ['--version']).status === 0
    ? undefined
    : 'rpm or cpio is not installed';

/** Why packages cannot be installed for a trial here, or undefined. */
export const installImpossible: string | undefined =
  rpmAbsent ??
  (process.getuid?.() === 0 ? undefined : 'only root can install into a root of its own') ??
  (run('rpm', ['--version']).output.includes(' 4.18.')
    ? undefined
    : 'the manifest says what rpm 4.18 does, and this is another');

/** A suite that is skipped, and says why, where `reason` is given. */
export function suiteUnless(reason: string | undefined, name: string, body: () => void): void {
  describe.skipIf(reason !== undefined)(reason ? `${name} (skipped: ${reason})` : name, body);
}

export interface Run {
  readonly ok: boolean;
  /** What the program printed, errors behind the rest. */
  readonly output: string;
}

export function run(program: string, args: readonly string[], cwd?: string): Run {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    timeout: SECONDS * 1000,
    killSignal: 'SIGKILL',
  });
  return { ok: status === 0, output: `${stdout}${stderr}` };
}

/** Runs `use` with a directory that is gone afterwards. */
export async function withTemporary<T>(use: (directory: string) => T | Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'rpmcow-test-'));
  try {
    return await use(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Installs the package into a fresh root: files, no scripts, no dependencies. */
export function installInto(directory: string, path: string): Run {
  const root = join(directory, 'root');
  const where = ['--root', root, '--dbpath', '/rpmdb'];
  const anyway = ['--nodeps', '--noscripts', '--ignorearch', '--ignoreos'];
  run('mkdir', ['-p', root]);
  return run('rpm', [...where, '-i', ...anyway, path]);
}

export function saved(directory: string, bytes: Uint8Array): string {
  const path = join(directory, 'package.rpm');
  writeFileSync(path, bytes);
  return path;
}
