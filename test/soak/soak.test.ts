/**
 * Hours of work in short: memory and descriptors of a process that transcodes over and over, and is
 * stopped half-way as often as not, stay what they are.
 *
 * Twenty seconds; RPMCOW_SOAK_MINUTES=10 for the long form. The real packages where they are, else some of our own.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Compressor } from '../../corpus/writer/compress.ts';
import { ended, environment, samplePackage } from '../cli/programs.ts';
import type { SoakRound } from './soak-run.ts';

const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus/packages');
const MINUTES = Number(process.env['RPMCOW_SOAK_MINUTES'] ?? 1 / 3);
const SEED = Number(process.env['RPMCOW_SEED'] ?? 9);
const MIB = 1024 * 1024;
/** By which what is resident may differ from one quarter of the time to another, koffi's apart. */
const GROWTH_MIB = 24;
/**
 * What koffi never gives back of a thread that has loaded it, by itself and with nothing called: 50 MiB
 * of 1,700 threads that did no more than that. A run of ours starts its threads once.
 */
const KOFFI_MIB_A_THREAD = 0.03;
/** New threads of a round. */
const THREADS = 2;
/**
 * The C library's memory for all threads in one place. Else each new thread takes one of several, of which
 * little is ever given back: in 300 rounds that came to 20 MiB.
 */
const ONE_ARENA = { MALLOC_ARENA_MAX: '1' };
const COMPRESSORS: readonly Compressor[] = ['gzip', 'xz', 'zstd', 'bzip2', 'none'];

test(
  `${MINUTES.toFixed(1)} minutes`,
  async () => {
    const directory = mkdtempSync(join(tmpdir(), 'soak-'));
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    const packages = existsSync(CORPUS) ? CORPUS : await ownPackages(directory);
    const child = spawn(
      process.execPath,
      [
        '--expose-gc',
        join(import.meta.dirname, 'soak-run.ts'),
        ...[String(MINUTES), String(SEED), join(directory, 'out'), packages],
      ],
      { stdio: ['ignore', 'pipe', 'pipe'], env: environment(ONE_ARENA) },
    );
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    expect(await ended(child), err).toEqual({ status: 0, signal: null });
    expectFlat(
      out
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as SoakRound),
    );
  },
  (MINUTES + 5) * 60_000,
);

/** One of each codec. */
async function ownPackages(directory: string): Promise<string> {
  const packages = join(directory, 'packages');
  mkdirSync(packages);
  for (const compressor of COMPRESSORS) {
    writeFileSync(join(packages, `${compressor}.rpm`), await samplePackage({ compressor }));
  }
  return packages;
}

function expectFlat(rounds: readonly SoakRound[]): void {
  const cancelled = rounds.filter(({ isCancelled }) => isCancelled).length;
  const resident = rounds.map((round) => round.resident / MIB);
  const descriptors = rounds.map((round) => round.descriptors);
  const quarter = Math.floor(rounds.length / 4);
  const early = median(resident.slice(quarter, 2 * quarter));
  const late = median(resident.slice(-quarter));
  const results = rounds.reduce((sum, round) => sum + round.results, 0);
  console.log(
    `${rounds.length} rounds, ${cancelled} of them left early, ${results} results; ` +
      `${early.toFixed(0)} MiB early, ${late.toFixed(0)} MiB late; ` +
      `${Math.min(...descriptors)} to ${Math.max(...descriptors)} descriptors`,
  );
  expect(rounds.length).toBeGreaterThanOrEqual(8);
  expect(cancelled).toBeGreaterThan(0);
  expect(cancelled).toBeLessThan(rounds.length);
  expect(rounds.filter(({ strange }) => strange.length > 0)).toEqual([]);
  expect(new Set(descriptors.slice(1)).size, `descriptors ${descriptors}`).toBe(1);
  // From the middle of the second quarter to the middle of the last it is half of all rounds.
  const koffi = (rounds.length / 2) * THREADS * KOFFI_MIB_A_THREAD;
  expect(late).toBeLessThan(early + koffi + GROWTH_MIB);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;
}
