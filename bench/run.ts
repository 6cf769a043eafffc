/**
 * Runs the benchmarks.
 *
 * Policy: everything happens in a working directory of its own, which is removed however the run
 * ends; results are written after each case. What is measured is the built programs in dist/, by
 * the commands that users would type. Progress goes to standard error, the paths of the results to
 * standard output.
 */

import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BenchArguments, HELP, parseArguments, UsageError } from './arguments.ts';
import { dieBy, Interrupted, interruptSignal } from './interrupt.ts';
import { selectJobs } from './jobs.ts';
import { LIMITS, runJobs } from './run-jobs.ts';
import { say } from './say.ts';
import { enterOwnMountNamespace, removeVolume, VOLUME_KINDS } from './volumes.ts';

const PROJECT = resolve(import.meta.dirname, '..');
const GIB = 1024 ** 3;

async function main(): Promise<number> {
  const request = parseArguments(process.argv.slice(2));
  if (request.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const placeNames = request.directory === undefined ? VOLUME_KINDS : ['directory'];
  const jobs = selectJobs(request, placeNames);
  if (request.list) {
    for (const { id, benchCase } of jobs) process.stdout.write(`${id}: ${benchCase.what}\n`);
    return 0;
  }
  if (jobs.length === 0) throw new UsageError('no case has such a name; --list shows them');
  checkSurroundings(request);
  if (request.directory === undefined) await enterOwnMountNamespace();

  const signal = interruptSignal();
  const workspace = mkdtempSync(join(resolve(request.directory ?? scratchRoot()), 'rpmcow-bench-'));
  try {
    const failed = await runJobs(jobs, request, workspace, signal);
    return failed.length === 0 ? 0 : 1;
  } finally {
    for (const kind of VOLUME_KINDS) await removeVolume(kind, workspace);
    rmSync(workspace, { recursive: true, force: true });
  }
}

function checkSurroundings({ quick, directory, reference }: BenchArguments): void {
  if (!existsSync(join(PROJECT, 'dist/rpmcow.js'))) {
    throw new UsageError('dist/ is missing: npm run build makes it');
  }
  if (directory !== undefined && !existsSync(directory)) {
    throw new UsageError(`--directory: there is no ${directory}`);
  }
  if (reference !== undefined && !existsSync(reference)) {
    throw new UsageError(`--reference: there is no ${reference}`);
  }
  if (directory === undefined) checkForVolumes(quick);
}

function checkForVolumes(quick: boolean): void {
  if (process.getuid?.() !== 0) {
    throw new UsageError('only root can make loop volumes: name a directory with --directory');
  }
  const { room } = LIMITS[quick ? 'quick' : 'full'];
  const { bavail, bsize } = statfsSync(scratchRoot());
  if (bavail * bsize < room) {
    throw new UsageError(`${scratchRoot()} has less than ${room / GIB} GiB free; set TMPDIR`);
  }
}

/** /tmp is in memory on many systems, which is no place for volumes. */
function scratchRoot(): string {
  if (process.env['TMPDIR'] !== undefined) return tmpdir();
  return existsSync('/var/tmp') ? '/var/tmp' : tmpdir();
}

try {
  process.exitCode = await main();
} catch (error) {
  if (error instanceof Interrupted) {
    say(error.message);
    dieBy(error);
  } else if (error instanceof UsageError) {
    say(`${error.message}\n(npm run bench -- --help shows what there is)`);
    process.exitCode = 2;
  } else {
    throw error;
  }
}
