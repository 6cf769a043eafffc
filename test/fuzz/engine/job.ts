/** What a fuzzing process is asked for, and what it says. Plain data: it crosses a process boundary. */
import type { RoundSummary } from './fuzz-round.ts';

/** A round of runs, or one input of a file. */
export type Job = RoundJob | InputJob;

interface JobBase {
  /** URL of a module that exports TARGETS. */
  readonly module: string;
  readonly target: string;
  /** Path of the flight record. */
  readonly record: string;
}

export interface RoundJob extends JobBase {
  readonly kind: 'round';
  readonly runs: number;
  /** Of this round. */
  readonly seed: number;
}

export interface InputJob extends JobBase {
  readonly kind: 'input';
  readonly input: string;
}

export type Message =
  | { readonly kind: 'crash'; readonly error: string; readonly input: string }
  /** More memory than there may be: the process ends. */
  | { readonly kind: 'memory'; readonly mebibytes: number }
  | { readonly kind: 'done'; readonly summary: RoundSummary };

/** Resident memory of the whole process, in MiB. */
export const MEMORY_LIMIT = 256;
