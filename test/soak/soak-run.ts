/**
 * A process that transcodes packages over and over, and stops half-way as often as not.
 *
 * Policy: run as a program: minutes, seed, a directory for results, a directory of packages. Each
 * round takes some of the packages in a pool of two threads, and may leave it early, which ends
 * the threads. After each it says on standard output what the process has: one line of JSON.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { transcodeAll } from '../../src/transcode/pool.ts';
import type { TranscodeTask } from '../../src/transcode/task.ts';
import { seededRandom } from '../support/seeded-random.ts';

export interface SoakRound {
  readonly packages: number;
  /** Whether it was left early. */
  readonly isCancelled: boolean;
  /** Results that came. */
  readonly results: number;
  /** Names in the results' directory that no result has: a cancelled round may have named some. */
  readonly strange: readonly string[];
  readonly descriptors: number;
  /** Bytes: of the process, and of its heap after a collection. */
  readonly resident: number;
  readonly heap: number;
}

const WORKERS = 2;
const MOST_PACKAGES = 24;
/** For threads to end, and their memory to be given back. */
const REST_MS = 100;

const [minutes = '', seed = '', output = '', packages = ''] = process.argv.slice(2);
const random = seededRandom(Number(seed));
const paths = readdirSync(packages, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.rpm'))
  .map((name) => join(packages, name))
  .sort();
const end = performance.now() + Number(minutes) * 60_000;

do {
  const round = await soakRound();
  process.stdout.write(`${JSON.stringify(round)}\n`);
} while (performance.now() < end);

async function soakRound(): Promise<SoakRound> {
  const tasks = Array.from({ length: random.between(1, MOST_PACKAGES) }, (_, i) => taskOf(i));
  const isCancelled = random() < 0.5;
  const wanted = isCancelled ? random.between(0, tasks.length - 1) : tasks.length;
  mkdirSync(output);
  let results = 0;
  for await (const _ of transcodeAll(tasks, WORKERS)) {
    results++;
    if (isCancelled && results >= wanted) break;
  }
  await sleep(REST_MS);
  globalThis.gc!();
  const known = new Set(tasks.map(({ output }) => output));
  const strange = readdirSync(output).filter((name) => !known.has(join(output, name)));
  rmSync(output, { recursive: true });
  return {
    packages: tasks.length,
    isCancelled,
    results,
    strange,
    descriptors: readdirSync('/proc/self/fd').length,
    resident: process.memoryUsage.rss(),
    heap: process.memoryUsage().heapUsed,
  };
}

function taskOf(number: number): TranscodeTask {
  return {
    path: paths[random.between(0, paths.length - 1)]!,
    output: join(output, `${number}.rpm`),
    settings: { digests: ['SHA256'], blockSize: 4096, nokey: 'record', nativeFree: false },
    sha256: false,
  };
}
