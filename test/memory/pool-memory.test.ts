/**
 * Memory of two workers does not grow with the packages: 300 MiB resident at most, whichever verb
 * they work for.
 *
 * A normal run takes four packages of 256 MiB. RPMCOW_FULL_SIZE=1 takes one of 1 GiB for each way
 * to store a payload, and one of 6 GiB: ten minutes, 30 GiB of disk.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RPMCOW } from '../cli/programs.ts';
import { type BigPackage, writeBigPackage } from './big-package.ts';
import { measuredRun } from './measured-run.ts';

const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus/packages');
const LIMIT_MIB = 300;
const FULL_SIZE = process.env['RPMCOW_FULL_SIZE'] === '1';
const MINUTES = 60_000;

const magic = '070701';
const PACKAGES: readonly BigPackage[] = FULL_SIZE
  ? [
      { compressor: 'xz', magic, mib: 1024, options: ['--block-size=64MiB'] },
      { compressor: 'none', magic, mib: 1024 },
      { compressor: 'bzip2', magic, mib: 1024 },
      { compressor: 'gzip', magic, mib: 1024 },
      { compressor: 'lzma', magic, mib: 1024 },
      { compressor: 'zstd', magic, mib: 1024 },
      { compressor: 'xz', magic, mib: 1024 },
      { compressor: 'gzip', magic: '07070X', mib: 6 * 1024 },
    ]
  : [
      { compressor: 'xz', magic, mib: 256, options: ['--block-size=64MiB'] },
      { compressor: 'zstd', magic, mib: 256 },
      { compressor: 'gzip', magic, mib: 256 },
      { compressor: 'none', magic, mib: 256 },
    ];

let directory = '';
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'memory-test-'));
  mkdirSync(join(directory, 'in'));
  for (const [i, request] of PACKAGES.entries()) {
    await writeBigPackage(join(directory, 'in', `${i}.rpm`), request);
  }
}, 20 * MINUTES);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Runs a verb with two workers; no more memory than allowed, and the status that is given. */
async function staysWithin(status: readonly number[], verb: string, ...args: string[]) {
  const result = await measuredRun([RPMCOW, verb, ...args, '-j', '2'], {
    cwd: directory,
    timeLimit: 10 * MINUTES,
  });
  console.log(`${verb}: ${result.peak.toFixed(0)} MiB`);
  expect(status, result.stderr).toContain(result.status);
  expect(result.peak).toBeLessThanOrEqual(LIMIT_MIB);
}

describe('large packages', () => {
  it(
    'transcode and verify',
    async () => {
      await staysWithin([0], 'transcode', 'in', '--out-dir', 'out');
      await staysWithin([0], 'verify', 'out');
      rmSync(join(directory, 'out'), { recursive: true });
    },
    20 * MINUTES,
  );

  it(
    'check',
    async () => {
      await staysWithin([0], 'check', 'in');
    },
    20 * MINUTES,
  );
});

describe.skipIf(!existsSync(CORPUS))('a corpus (../shared)', () => {
  it(
    'transcode and verify',
    async () => {
      await staysWithin([3], 'transcode', CORPUS, '--out-dir', 'corpus', '-q');
      await staysWithin([3], 'verify', 'corpus');
    },
    5 * MINUTES,
  );

  it(
    'check',
    async () => {
      await staysWithin([1, 3], 'check', CORPUS);
    },
    5 * MINUTES,
  );
});
