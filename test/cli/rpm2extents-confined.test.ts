/**
 * The program as it runs under dnf, confined: it decodes every codec, with threads and without, as
 * root and as nobody, and what it says of signatures is what rpmkeys says.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { signedByExpiredKey, signedByKnownKey } from '../../corpus/mutate/signing-mutators.ts';
import { armored, certificate } from '../../corpus/openpgp/certificate.ts';
import { EXPIRED, SIGNER } from '../../corpus/openpgp/throwaway-keys.ts';
import type { Compressor } from '../../corpus/writer/compress.ts';
import { landlockVersion } from '../../src/io/confine/kernel.ts';
import { openExtentsFile } from '../../src/transcode/extents-file.ts';
import { bytesSource } from '../support/bytes-source.ts';
import {
  ended,
  environment,
  findings,
  RPM2EXTENTS,
  run,
  samplePackage,
  scratch,
  start,
} from './programs.ts';

const MIB = 1024 * 1024;
const NOBODY = 65534;
const COMMAND = [process.execPath, RPM2EXTENTS, '-v', 'SHA256'];
const confined = typeof landlockVersion() === 'number';
if (!confined) console.warn('skipped: no Landlock in this kernel');
const isRoot = process.getuid!() === 0;
if (!isRoot) console.warn('skipped: only root can become nobody');

/** Nothing of a confinement that is not whole. */
const TRANSCODED = /^rpm2extents: sample-1\.0-1\.noarch: transcoded \(\d files?, \d extents?\)\n$/;

/** 44 MiB. */
function bigFiles() {
  return Array.from({ length: 4 }, (_, i) => ({
    path: `/opt/f${i}`,
    type: 'regular' as const,
    content: Buffer.alloc(11 * MIB, `content of file ${i}, again and again\n`),
  }));
}

/** Both ways in which librepo or a shell may call it. */
async function results(original: Uint8Array, user: number | undefined) {
  const directory = scratch();
  chmodSync(directory, 0o755);
  const input = join(directory, 'in.rpm');
  writeFileSync(input, original);
  const command =
    user === undefined
      ? COMMAND
      : ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups', ...COMMAND];
  const path = join(directory, 'out.rpm');
  const stdin = openSync(input, 'r');
  const stdout = openSync(path, 'w+');
  onTestFinished(() => {
    closeSync(stdin);
    closeSync(stdout);
  });
  const env = { HOME: '/' };
  const piped = await run(command, { stdin: original, env });
  const filed = await run(command, { stdin, stdout, env });
  return { piped, filed, file: readFileSync(path) };
}

describe.skipIf(!confined)('decodes', () => {
  it.each<[Compressor, string, number | undefined]>([
    ['none', '', undefined],
    ['gzip', '', undefined],
    ['zstd', '', undefined],
    ['bzip2', '', undefined],
    ['lzma', '', undefined],
    ['xz', '', undefined],
    ['xz', '--block-size=9MiB', undefined],
    ['gzip', '', NOBODY],
    ['zstd', '', NOBODY],
    ['xz', '--block-size=9MiB', NOBODY],
  ])('%s %s as user %s', async (compressor, options, user) => {
    if (user !== undefined && !isRoot) return;
    vi.stubEnv('XZ_OPT', options);
    const files = compressor === 'bzip2' ? bigFiles().slice(0, 1) : bigFiles();
    const original = await samplePackage({ compressor, files });
    vi.unstubAllEnvs();
    const { piped, filed, file } = await results(original, user);
    expect(piped).toMatchObject({ status: 0, drained: true });
    expect(filed.status).toBe(0);
    for (const said of [piped.stderr, filed.stderr]) expect(said).toMatch(TRANSCODED);
    expect(await findings(file)).toEqual([]);
    expect(Buffer.compare(file, piped.stdout)).toBe(0);
  });
});

it.skipIf(!confined)('is confined as soon as it decodes, and not before', async () => {
  const original = await samplePackage({ compressor: 'none', files: bigFiles() });
  const child = start(COMMAND, { stdio: ['pipe', 'ignore', 'ignore'], env: environment() });
  const end = ended(child);
  const status = () => readFileSync(`/proc/${child.pid}/status`, 'latin1');
  await new Promise((resolve) => child.stdin!.write(original.subarray(0, 100), resolve));
  expect(status()).toMatch(/^Seccomp:\s+0$/m);
  await new Promise((resolve) => child.stdin!.write(original.subarray(100, 30 * MIB), resolve));
  expect(status()).toMatch(/^NoNewPrivs:\s+1$/m);
  expect(status()).toMatch(/^Seccomp:\s+2$/m);
  child.stdin!.end(original.subarray(30 * MIB));
  expect(await end).toEqual({ status: 0, signal: null });
});

describe('what is recorded of signatures is what rpmkeys says', () => {
  /** A home whose rpm knows the keys of the corpus. */
  function homeWithKeys(): string {
    const home = scratch();
    const database = join(home, 'rpmdb');
    mkdirSync(database);
    writeFileSync(join(home, '.rpmmacros'), `%_dbpath ${database}\n`);
    for (const [i, key] of [SIGNER, EXPIRED].entries()) {
      const path = join(home, `${i}.asc`);
      writeFileSync(path, armored(certificate(key)));
      const { status, stderr } = spawnSync('rpmkeys', ['--dbpath', database, '--import', path], {
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(stderr);
    }
    return home;
  }

  it.each([
    ['the header', signedByExpiredKey],
    ['header and payload', signedByKnownKey],
  ])('%s', async (_what, sign) => {
    const original = sign(await samplePackage());
    const env = { HOME: homeWithKeys() };
    const path = join(scratch(), 'signed.rpm');
    writeFileSync(path, original);
    const { stdout: lines } = spawnSync('rpmkeys', ['-Kv', path], {
      encoding: 'utf8',
      env: environment(env),
    });
    const expected = lines.split('\n').filter((line) => line.startsWith('    '));
    expect(expected.join('\n')).toMatch(/^ {4}Header V4 EdDSA.*: OK$/m);
    const stdin = openSync(path, 'r');
    onTestFinished(() => closeSync(stdin));
    for (const input of [original, stdin]) {
      const { status, stdout, stderr } = await run(COMMAND, { stdin: input, env });
      expect(stderr).toMatch(TRANSCODED);
      expect(status).toBe(0);
      const { checksig } = openExtentsFile(bytesSource(stdout));
      expect(checksig!.text.trimEnd().split('\n')).toEqual(expected);
    }
  });
});
