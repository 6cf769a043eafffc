/**
 * Measures what audits of many packages cost, by threads and by a fleet, and prints it as JSON.
 *
 * Policy: runs to be compared take turns, and their medians are compared; CPU time stands beside time
 * on the clock, which other programs on the machine change. All is in a scratch directory.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { generateRepository } from '../../corpus/repository/generate-repository.ts';
import { freePort } from '../../test/support/free-port.ts';
import { codecCosts } from './codec-costs.ts';
import { type AuditRun, ended, type Fleet, launch, measureAudit, startFleet } from './scale-run.ts';

const HELP = `Usage: node bench/scale/run.ts [--packages N] [--rounds N] [--costs]

  --packages N  of a large run (default: 50000; repeatable)
  --rounds N    of what is compared; 0: nothing (default: 3)
  --costs       also what a package costs, by size and codec
`;

const { values } = parseArgs({
  options: {
    packages: { type: 'string', multiple: true, default: ['50000'] },
    rounds: { type: 'string', default: '3' },
    costs: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const plan = { seed: 1, defective: 0.03 };

if (values.help) process.stdout.write(HELP);
else await measureAll();

async function measureAll(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'rpmcow-scale-'));
  process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
  const print: Print = (name, value) =>
    process.stdout.write(`${JSON.stringify({ [name]: value })}\n`);
  print('machine', {
    processors: availableParallelism(),
    load: loadavg()[0],
    node: process.version,
  });
  if (values.costs) print('costs', await codecCosts(scratch));

  if (rounds > 0) await measureOverhead(scratch, print);
  for (const packages of values.packages) {
    print('large', await measureLarge(scratch, Number(packages)));
  }
}

type Print = (name: string, value: unknown) => void;

/** A fleet against as many threads. */
async function measureOverhead(scratch: string, print: Print): Promise<void> {
  const [small, large] = [join(scratch, 'small'), join(scratch, 'large')];
  await generateRepository(small, { ...plan, packages: 10_000, largest: 4096 });
  await generateRepository(large, { ...plan, packages: 2000, largest: 1024 * 1024 });
  for (const workers of [1, 2, 4]) {
    const fleet = await startFleet(workers, scratch, await freePort());
    try {
      if (workers === 1) print('job', await bytesOfJob(small, fleet, scratch));
      for (const [depth, root] of [
        ['headers', small],
        ['payload', large],
      ] as const) {
        const [threads, byFleet] = [[] as AuditRun[], [] as AuditRun[]];
        // The first is for the workers to get warm.
        await measureAudit(root, depth, fleet, scratch);
        for (let round = 0; round < rounds; round++) {
          threads.push(await measureAudit(root, depth, workers, scratch));
          byFleet.push(await measureAudit(root, depth, fleet, scratch));
        }
        print('overhead', { depth, workers, threads: median(threads), fleet: median(byFleet) });
      }
    } finally {
      await fleet.end();
    }
  }
}

/** Four workers that have not judged anything before, against four threads. */
async function measureLarge(scratch: string, packages: number): Promise<object> {
  const root = join(scratch, `${packages}`);
  await generateRepository(root, { ...plan, packages, largest: 4096 });
  const fleet = await startFleet(4, scratch, await freePort());
  try {
    const run = await measureAudit(root, 'headers', fleet, scratch);
    const memory = await fleet.ask('info', 'memory');
    const redisPeak = Number(/used_memory_peak:(\d+)/.exec(memory)?.[1]);
    const threads = await measureAudit(root, 'headers', 4, scratch);
    return { packages, threads, fleet: run, redisPeak };
  } finally {
    await fleet.end();
    rmSync(root, { recursive: true });
  }
}

/** By the time on the clock. */
function median(runs: readonly AuditRun[]): AuditRun {
  return [...runs].sort((a, b) => a.wall - b.wall)[Math.floor(runs.length / 2)]!;
}

/** Bytes of Redis for a job of headers that waits. */
async function bytesOfJob(root: string, fleet: Fleet, scratch: string): Promise<object> {
  const used = async () => Number(/used_memory:(\d+)/.exec(await fleet.ask('info', 'memory'))?.[1]);
  await ended(launch(['audit', '--queue', fleet.url, '--pause']));
  const before = await used();
  const state = join(scratch, 'paused.sqlite');
  const audit = launch(['audit', root, '--queue', fleet.url, '--state', state]);
  const waiting = async () => Number(/(\d+) waiting/.exec(await statusOf(fleet))?.[1] ?? 0);
  let jobs = 0;
  for (let now = -1; now !== jobs || jobs === 0; ) {
    jobs = now;
    // No more come once there are as many as the audit wants.
    await sleep(2000);
    now = await waiting();
  }
  const bytes = (await used()) - before;
  audit.kill('SIGKILL');
  await ended(audit);
  await ended(launch(['audit', '--queue', fleet.url, '--resume']));
  return { jobs, bytes: Math.round(bytes / jobs) };
}

async function statusOf(fleet: Fleet): Promise<string> {
  const keys = await fleet.ask('keys', 'rpmcow:judge-*:paused');
  const key = keys.trim().split('\n')[0] ?? '';
  return key === '' ? '' : `${(await fleet.ask('llen', key)).trim()} waiting`;
}
