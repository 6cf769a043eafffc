/**
 * The real rpm as referee. Policy: the program runs on files and its words are compared; where it is
 * absent or another version, the reason is there to be printed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ENVIRONMENT = { ...process.env, LC_ALL: 'C' };

/** Why rpm cannot be asked, or undefined when rpm 4.18 is here. */
export function missingRpm418(): string | undefined {
  const asked = spawnSync('rpm', ['--version'], { env: ENVIRONMENT, encoding: 'utf8' });
  if (asked.error !== undefined) return 'rpm is not here';
  const version = asked.stdout.trim();
  return version.startsWith('RPM version 4.18.') ? undefined : `rpm is not 4.18 (${version})`;
}

/**
 * What rpm says first of each of the packages when it queries them without looking at digests or
 * signatures: undefined where it does not complain.
 */
export function complaints(packages: readonly Uint8Array[]): (string | undefined)[] {
  return withFiles(packages, (names) => {
    const lines = query(names, '').stderr.split('\n');
    return names.map((name) => {
      const prefix = `error: ${name}: `;
      return lines.find((line) => line.startsWith(prefix))?.slice(prefix.length);
    });
  });
}

/** A tag of each of the packages as rpm prints it. */
export function queriedTag(packages: readonly Uint8Array[], tag: string): string[] {
  return withFiles(packages, (names) => query(names, `%{${tag}}\\n`).stdout.trimEnd().split('\n'));
}

/**
 * What rpm says last when it is to test whether a package installs, without digests, signatures
 * and dependencies; undefined where it finds nothing.
 */
export function installComplaint(bytes: Uint8Array): string | undefined {
  return withFiles([bytes], ([name = ''], directory) => {
    const { stderr } = run([
      ...['-U', '--test', '--nodeps', '--noverify', '--nosignature', '--nodigest'],
      ...['--ignorearch', '--ignoreos', '--dbpath', join(directory, 'db'), name],
    ]);
    const error = stderr.split('\n').findLast((line) => line.startsWith('error: '));
    return error?.slice('error: '.length).replace(name, 'PKG');
  });
}

interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

/** `rpm -qp` with a query format, its output as a byte string. */
export function query(paths: readonly string[], format: string): Output {
  return run(['-qp', '--nosignature', '--nodigest', '--queryformat', format, ...paths]);
}

function run(args: readonly string[]): Output {
  const options = { env: ENVIRONMENT, encoding: 'latin1', maxBuffer: 256 * 1024 * 1024 } as const;
  const result = spawnSync('rpm', args, options);
  if (result.error !== undefined) throw result.error;
  return result;
}

function withFiles<T>(
  packages: readonly Uint8Array[],
  work: (names: readonly string[], directory: string) => T,
): T {
  const directory = mkdtempSync(join(tmpdir(), 'rpm-'));
  try {
    const names = packages.map((bytes, i) => {
      const name = join(directory, `${i}.rpm`);
      writeFileSync(name, bytes);
      return name;
    });
    return work(names, directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
