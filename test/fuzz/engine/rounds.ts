/**
 * How runs are cut into rounds.
 *
 * Policy: a round's seed follows from the seed, the target and the round's number, so it is the same
 * whoever runs it, and after whatever.
 */
import { createHash } from 'node:crypto';

const RUNS_A_ROUND = 50_000;

export interface TargetRuns {
  readonly name: string;
  readonly runs: number;
}

export interface Round {
  readonly target: string;
  /** From 0. */
  readonly round: number;
  /** Of this target. */
  readonly rounds: number;
  readonly runs: number;
}

/** One round of each target, then the next: the first rounds find most. */
export function roundsOf(targets: readonly TargetRuns[]): Round[] {
  const all = targets.flatMap(({ name, runs }) => {
    const rounds = Math.max(1, Math.ceil(runs / RUNS_A_ROUND));
    return Array.from({ length: rounds }, (_, round): Round => {
      const left = runs - round * RUNS_A_ROUND;
      return { target: name, round, rounds, runs: Math.min(RUNS_A_ROUND, left) };
    });
  });
  return all.sort((a, b) => a.round - b.round);
}

/** 32 bits. @param leg how often the round had to start again, in a new process. */
export function seedOf({ target, round }: Round, seed: number, leg: number): number {
  const text = `${seed} ${target} ${round} ${leg}`;
  return createHash('sha256').update(text).digest().readUInt32LE(0);
}
