/**
 * Runs the selected cases, one after the other, in a workspace that the caller removes.
 *
 * Policy: results are written after each case, so that an interrupted run is not lost. The time is
 * shared out evenly among the cases that are left.
 */

import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BenchArguments } from './arguments.ts';
import { commandEnvironment } from './environment.ts';
import type { Job } from './jobs.ts';
import { describeMachine, isBusy } from './machine.ts';
import { coldImpossible } from './measure.ts';
import { findMissing } from './needs.ts';
import { buildBenchPackages } from './packages.ts';
import { describePlace, type Place } from './places.ts';
import type { Omission, Results } from './results.ts';
import { runCase } from './run-case.ts';
import { say, sayStep } from './say.ts';
import { makeVolume, VOLUME_KINDS } from './volumes.ts';
import { resultPaths, writeResults } from './write-results.ts';

const PROJECT = resolve(import.meta.dirname, '..');
const GIB = 1024 ** 3;

/** What a run may take, packages included, and the bytes of a volume and of all. */
export const LIMITS = {
  quick: { seconds: 100, volume: 1 * GIB, room: 2 * GIB },
  full: { seconds: 600, volume: 4 * GIB, room: 6 * GIB },
} as const;

/** Returns what was not only skipped but failed. */
export async function runJobs(
  jobs: readonly Job[],
  request: BenchArguments,
  workspace: string,
  signal: AbortSignal,
): Promise<readonly Omission[]> {
  const started = new Date();
  const { quick, runs } = request;
  const limits = LIMITS[quick ? 'quick' : 'full'];
  const env = commandEnvironment(workspace, request.reference);
  const machine = await describeMachine(env);
  if (isBusy(machine)) say(`note: the machine is busy (load ${machine.load.toFixed(1)})`);
  const coldReason = coldImpossible();
  const skipped: Omission[] = [];
  if (coldReason !== undefined) skipped.push({ what: 'cold cache', reason: coldReason });

  const places = await makePlaces(request, jobs, workspace, limits.volume, signal, skipped);
  const packages = join(workspace, 'packages');
  mkdirSync(packages);
  const wanted = new Set(jobs.flatMap(({ benchCase: { package: name, older } }) => [name, older]));
  const names = [...wanted].filter((name) => name !== undefined);
  const facts = await buildBenchPackages(names, packages, quick, signal, (name) =>
    sayStep(`building package ${name}`),
  );

  const surroundings = {
    workspace,
    packages,
    facts,
    missing: await findMissing(env),
    canCold: coldReason === undefined,
    env,
    signal,
    rounds: runs,
  };
  let results: Results = {
    started: started.toISOString(),
    finished: null,
    quick,
    repeat: commandLine(request),
    machine,
    places: places.map(({ path: _path, device: _device, ...placeFacts }) => placeFacts),
    packages: facts,
    cases: [],
    skipped,
    failed: [],
  };
  const paths = resultPaths(PROJECT, started);
  const write = () => writeResults(results, paths, request.record && results.finished !== null);

  for (const [index, { id, benchCase, placeName }] of jobs.entries()) {
    const place = places.find(({ name }) => name === placeName) ?? null;
    if (place === null && placeName !== '-') {
      const reason = `there is no ${placeName} volume`;
      results = { ...results, skipped: [...results.skipped, { what: id, reason }] };
      continue;
    }
    sayStep(`${index + 1}/${jobs.length} ${id}`);
    const left = limits.seconds - (Date.now() - started.getTime()) / 1000;
    const seconds = Math.max(0, left) / (jobs.length - index);
    const outcome = await runCase(benchCase, place, seconds, surroundings);
    for (const { what, reason } of outcome.failed) say(`failed: ${what}: ${reason}`);
    results = {
      ...results,
      cases: outcome.result === null ? results.cases : [...results.cases, outcome.result],
      skipped: [...results.skipped, ...outcome.skipped],
      failed: [...results.failed, ...outcome.failed],
    };
    write();
  }
  results = { ...results, finished: new Date().toISOString() };
  for (const path of write()) process.stdout.write(`${path}\n`);
  return results.failed;
}

/** What repeats the run, elsewhere too: without paths of this machine. */
function commandLine({ quick, directory, only, reference, runs, record }: BenchArguments): string {
  const options = [
    quick && '--quick',
    directory !== undefined && '--directory DIR',
    only !== undefined && `--only '${only.source}'`,
    reference !== undefined && '--reference RPM2EXTENTS',
    runs !== undefined && `--runs ${runs}`,
    record && '--record',
  ].filter((option) => option !== false);
  return ['npm run bench', ...(options.length > 0 ? ['--', ...options] : [])].join(' ');
}

async function makePlaces(
  { directory }: BenchArguments,
  jobs: readonly Job[],
  workspace: string,
  size: number,
  signal: AbortSignal,
  skipped: Omission[],
): Promise<Place[]> {
  if (directory !== undefined) {
    const path = join(workspace, 'place');
    mkdirSync(path);
    return [await describePlace('directory', path, null)];
  }
  const places: Place[] = [];
  for (const kind of VOLUME_KINDS) {
    if (!jobs.some(({ placeName }) => placeName === kind)) continue;
    signal.throwIfAborted();
    try {
      places.push(await makeVolume(kind, workspace, size));
    } catch (error) {
      const reason = (error as Error).message;
      say(`no ${kind} volume: ${reason}`);
      skipped.push({ what: `everything on ${kind}`, reason });
    }
  }
  return places;
}
