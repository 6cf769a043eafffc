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
  const run = spawnSync('rpm', ['--version'], { env: ENVIRONMENT, encoding: 'utf8' });
  if (run.error !== undefined) return 'rpm is not here';
  const version = run.stdout.trim();
  return version.startsWith('RPM version 4.18.') ? undefined : `rpm is not 4.18 (${version})`;
}

/**
 * What rpm says first of each of the packages when it queries them without looking at digests or
 * signatures: undefined where it does not complain.
 */
export function complaints(packages: readonly Uint8Array[]): (string | undefined)[] {
  const directory = mkdtempSync(join(tmpdir(), 'rpm-'));
  try {
    const names = packages.map((bytes, i) => {
      const name = join(directory, `${i}.rpm`);
      writeFileSync(name, bytes);
      return name;
    });
    const { stderr } = query(names, '');
    const lines = stderr.split('\n');
    return names.map((name) => {
      const prefix = `error: ${name}: `;
      return lines.find((line) => line.startsWith(prefix))?.slice(prefix.length);
    });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/**
 * What rpm says last when it is to test whether a package installs, without digests, signatures
 * and dependencies; undefined where it finds nothing.
 */
export function installComplaint(bytes: Uint8Array): string | undefined {
  const directory = mkdtempSync(join(tmpdir(), 'rpm-'));
  try {
    const name = join(directory, 'package.rpm');
    writeFileSync(name, bytes);
    const run = spawnSync(
      'rpm',
      [
        ...['-U', '--test', '--nodeps', '--noverify', '--nosignature', '--nodigest'],
        ...['--ignorearch', '--ignoreos', '--dbpath', join(directory, 'db'), name],
      ],
      { env: ENVIRONMENT, encoding: 'latin1' },
    );
    if (run.error !== undefined) throw run.error;
    const error = run.stderr.split('\n').findLast((line) => line.startsWith('error: '));
    return error?.slice('error: '.length).replace(name, 'PKG');
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** `rpm -qp` with a query format, its output as a byte string. */
export function query(
  paths: readonly string[],
  format: string,
): { readonly stdout: string; readonly stderr: string } {
  const run = spawnSync(
    'rpm',
    ['-qp', '--nosignature', '--nodigest', '--queryformat', format, ...paths],
    { env: ENVIRONMENT, encoding: 'latin1', maxBuffer: 256 * 1024 * 1024 },
  );
  if (run.error !== undefined) throw run.error;
  return run;
}
