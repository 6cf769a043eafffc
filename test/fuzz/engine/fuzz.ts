/**
 * A whole fuzzing run: targets, rounds, processes, finds.
 *
 * Policy: the runs of a target are cut into rounds, each with a seed of its own that follows from
 * the seed, the target and the round's number: how many processes there are changes nothing. A
 * round that was ended goes on in a new process. Finds are told once, made small and saved.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collectFinds, type Find, type Finds } from './finds.ts';
import type { InputJob, Job } from './job.ts';
import { minimise } from './minimise.ts';
import { type Round, roundsOf, seedOf, type TargetRuns } from './rounds.ts';
import { type JobEnd, type JobEnding, type Supervision, superviseJob } from './supervise.ts';

/** To make a hang smaller: each try may take seconds. */
const FEW_TRIES = 12;

export interface FuzzRequest {
  /** URL of a module that exports TARGETS. */
  readonly module: string;
  readonly targets: readonly TargetRuns[];
  readonly seed: number;
  /** Processes at once. */
  readonly jobs: number;
  /** Of the processor, in seconds, for one execution. */
  readonly timeLimit: number;
  /** Directory for inputs that show faults; made with the first of them. */
  readonly finds: string;
  readonly onRound: (round: RoundReport) => void;
  readonly onFind: (find: Find) => void;
}

export interface RoundReport extends Round {
  /** Of the wall clock. */
  readonly seconds: number;
  /** Inputs that reached new code. */
  readonly kept: number;
  /** Characters of source that the round's inputs made run. */
  readonly reached: number;
}

/** Runs all, and gives what was found. */
export async function fuzz(request: FuzzRequest): Promise<readonly Find[]> {
  const temporary = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const remove = () => rmSync(temporary, { recursive: true, force: true });
  process.once('exit', remove);
  const finds = collectFinds(request.finds, request.onFind);
  const queue = roundsOf(request.targets);
  const work = async (worker: number) => {
    const place = join(temporary, String(worker));
    mkdirSync(place);
    for (let round = queue.shift(); round !== undefined; round = queue.shift()) {
      await runRound(round, place, request, finds);
    }
  };
  try {
    await Promise.all(Array.from({ length: request.jobs }, (_, worker) => work(worker)));
    return finds.all;
  } finally {
    process.off('exit', remove);
    remove();
  }
}

async function runRound(
  round: Round,
  place: string,
  { module, seed, timeLimit, onRound }: FuzzRequest,
  finds: Finds,
): Promise<void> {
  const { target } = round;
  const common = { module, target, record: join(place, 'record') };
  const supervision = { temporary: place, timeLimit };
  const started = Date.now();
  const total = { runs: 0, kept: 0, reached: 0 };
  for (let leg = 0; total.runs < round.runs; leg++) {
    const runs = round.runs - total.runs;
    const job: Job = { ...common, kind: 'round', runs, seed: seedOf(round, seed, leg) };
    const { crashes, end } = await runFresh(job, supervision);
    for (const { error, input } of crashes) finds.add({ target, kind: 'crash', why: error }, input);
    total.runs += runsOf(end);
    if (end.kind === 'done') {
      total.kept += end.summary.kept;
      total.reached = Math.max(total.reached, end.summary.reached);
      continue;
    }
    const { kind, why, last } = end;
    if (last === undefined) throw new Error(`${target} did not start: ${why}`);
    const shown = await confirmed(kind, last.input, common, supervision);
    if (shown !== undefined) finds.add({ target, kind, why }, shown);
    // Garbage of many runs is no find, nor is a host that stood still; but nobody dies of nothing.
    else if (kind === 'death') throw new Error(`${target} died for no input's sake: ${why}`);
  }
  onRound({ ...round, ...total, seconds: (Date.now() - started) / 1000 });
}

/** Without the record of another job. */
function runFresh(job: Job, supervision: Supervision): Promise<JobEnd> {
  rmSync(job.record, { force: true });
  return superviseJob(job, supervision);
}

/** The smallest input that alone does the same; undefined where none does, as with mere garbage. */
async function confirmed(
  kind: JobEnding['kind'],
  input: Uint8Array,
  common: Pick<Job, 'module' | 'target' | 'record'>,
  supervision: Supervision,
): Promise<Uint8Array | undefined> {
  const path = join(supervision.temporary, 'input');
  const shows = async (candidate: Uint8Array) => {
    writeFileSync(path, candidate);
    const { end } = await runFresh({ ...common, kind: 'input', input: path }, supervision);
    return end.kind === kind;
  };
  return (await shows(input)) ? await minimise(input, shows, FEW_TRIES) : undefined;
}

/** How an input of a file ends. */
export async function tryInput(
  job: Pick<InputJob, 'module' | 'target' | 'input'>,
  timeLimit: number,
): Promise<JobEnd> {
  const place = mkdtempSync(join(tmpdir(), 'fuzz-'));
  try {
    const record = join(place, 'record');
    return await superviseJob({ kind: 'input', ...job, record }, { temporary: place, timeLimit });
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function runsOf(end: JobEnding): number {
  return end.kind === 'done' ? end.summary.runs : (end.last?.run ?? 0) + 1;
}
