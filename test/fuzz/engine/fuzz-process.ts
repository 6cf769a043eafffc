/**
 * A process that works one job off: its argument is a Job, its messages are Messages.
 *
 * Policy: reports a crash and goes on; more memory than the limit ends it, because the peak of a
 * process never falls. It does not watch its own time: who hangs cannot.
 */
import { readFileSync } from 'node:fs';
import { seededRandom } from '../../support/seeded-random.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { startCoverage } from './coverage.ts';
import { faultOf } from './fault.ts';
import { openFlightRecorder } from './flight-recorder.ts';
import { fuzzRound, unexpectedError } from './fuzz-round.ts';
import { type InputJob, type Job, MEMORY_LIMIT, type Message, type RoundJob } from './job.ts';
import { minimise } from './minimise.ts';

const MOST_TRIES = 2000;

const job: Job = JSON.parse(process.argv[2]!);
const recorder = openFlightRecorder(job.record);
let executions = 0;

// Before any of the code that it is to count is there: what is compiled already has no counters.
const coverage = job.kind === 'round' ? startCoverage() : undefined;
const { TARGETS } = (await import(job.module)) as { TARGETS: readonly FuzzTarget[] };
const target = TARGETS.find(({ name }) => name === job.target)!;
if (job.kind === 'round') await runRound(job);
else await runInput(job);
recorder.close();

async function runRound({ runs, seed }: RoundJob): Promise<void> {
  const known = new Set<string>();
  const summary = await fuzzRound(target, {
    runs,
    random: seededRandom(seed),
    coverage,
    execute,
    async onFind(input, error, run) {
      const fault = faultOf(error);
      if (known.has(fault.id)) return;
      known.add(fault.id);
      await tellCrash(input, error, run);
    },
  });
  coverage?.stop();
  await tell({ kind: 'done', summary });
}

async function runInput({ input }: InputJob): Promise<void> {
  const bytes = Uint8Array.from(readFileSync(input));
  const error = await execute(bytes, 0);
  if (error !== undefined) await tellCrash(bytes, error, 0);
  await tell({ kind: 'done', summary: { runs: 1, kept: 0, reached: 0 } });
}

/** Runs the target, on record. */
async function execute(input: Uint8Array, run: number): Promise<unknown> {
  recorder.record({ execution: executions++, run }, input);
  const error = await unexpectedError(target, input);
  const mebibytes = process.resourceUsage().maxRSS / 1024;
  if (mebibytes > MEMORY_LIMIT) {
    await tell({ kind: 'memory', mebibytes });
    process.exit();
  }
  return error;
}

async function tellCrash(input: Uint8Array, error: unknown, run: number): Promise<void> {
  const { id, text } = faultOf(error);
  const shows = async (smaller: Uint8Array) => {
    const found = await execute(smaller, run);
    return found !== undefined && faultOf(found).id === id;
  };
  const smallest = await minimise(input, shows, MOST_TRIES);
  await tell({ kind: 'crash', error: text, input: Buffer.from(smallest).toString('base64') });
}

/** Resolves when the message is on its way. */
function tell(message: Message): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send!(message, (error: Error | null) => (error === null ? resolve() : reject(error)));
  });
}
