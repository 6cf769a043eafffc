/**
 * One round: so many runs of one target, from its seeds on, in this process.
 *
 * Policy: everything follows from the seed. Inputs that reach code which no input before them
 * reached join the pool that new inputs are made from. What the target throws, and nobody expects,
 * is a find; the round goes on.
 */
import type { SeededRandom } from '../../support/seeded-random.ts';
import { expectKnownError } from '../expected-error.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { inputMaker } from '../mutate/mutate-input.ts';
import type { Coverage } from './coverage.ts';

export interface RoundOptions {
  readonly runs: number;
  readonly random: SeededRandom;
  /** Undefined: inputs are made of the seeds alone. */
  readonly coverage: Coverage | undefined;
  /** Gives the target an input in this run, and what it throws that nobody expects: unexpectedError, watched. */
  readonly execute: (input: Uint8Array, run: number) => Promise<unknown>;
  readonly onFind: (input: Uint8Array, error: unknown, run: number) => void | Promise<void>;
}

export interface RoundSummary {
  readonly runs: number;
  /** Inputs that joined the pool. */
  readonly kept: number;
  /** Characters of source that its inputs made run; 0 without coverage. */
  readonly reached: number;
}

export async function fuzzRound(target: FuzzTarget, options: RoundOptions): Promise<RoundSummary> {
  const { runs, random, coverage, execute, onFind } = options;
  const seeds = await target.seeds();
  const pool = [...seeds];
  const make = inputMaker(target);
  let run = 0;
  const once = async (input: Uint8Array): Promise<void> => {
    const error = await execute(input, run);
    if (error !== undefined) await onFind(input, error, run);
    run++;
  };

  coverage?.keep(coverage.take());
  const before = coverage?.size ?? 0;
  for (const seed of seeds.slice(0, runs)) await once(seed);
  coverage?.keep(coverage.take());
  while (run < runs) {
    const batch: Uint8Array[] = [];
    // A target that is slow is looked at more often: what is new must be told by running it again.
    while (batch.length < target.weight && run < runs) {
      const input = make(random, pool);
      batch.push(input);
      await once(input);
    }
    if (coverage !== undefined && coverage.take().length > 0) {
      pool.push(...(await reachingMore(batch, coverage, (input) => execute(input, run))));
    }
  }
  return { runs: run, kept: pool.length - seeds.length, reached: (coverage?.size ?? 0) - before };
}

/**
 * Those of some inputs that reach code which is not known yet; it is then. By halves: reading the
 * counters takes longer than most runs.
 */
async function reachingMore(
  inputs: readonly Uint8Array[],
  coverage: Coverage,
  execute: (input: Uint8Array) => Promise<unknown>,
): Promise<Uint8Array[]> {
  for (const input of inputs) await execute(input);
  const reached = coverage.take();
  if (reached.length === 0) return [];
  if (inputs.length === 1) {
    coverage.keep(reached);
    return [...inputs];
  }
  const middle = inputs.length >> 1;
  const first = await reachingMore(inputs.slice(0, middle), coverage, execute);
  return [...first, ...(await reachingMore(inputs.slice(middle), coverage, execute))];
}

/** Runs the target once: undefined, or the error that nobody expects. */
export async function unexpectedError(target: FuzzTarget, input: Uint8Array): Promise<unknown> {
  try {
    const pending = target.run(input);
    if (pending !== undefined) await pending;
    return undefined;
  } catch (error) {
    return surprising(error);
  }
}

function surprising(error: unknown): unknown {
  try {
    expectKnownError(error);
    return undefined;
  } catch (surprise) {
    return surprise;
  }
}
