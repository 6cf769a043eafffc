/** What a case is: data. Running it is the business of ../run-case.ts. */

import type { Need } from '../needs.ts';

export interface BenchCase {
  readonly name: string;
  /** Cases whose results stand in one table. */
  readonly family: string;
  /** What is compared with what, in a sentence. */
  readonly what: string;
  /** Name of the package that is measured with: $PACKAGE. */
  readonly package: string;
  /** Name of another package: $OLDER. */
  readonly older?: string;
  /** Whether results are written, and whether on every place or only on the first one. */
  readonly where: 'nowhere' | 'every-place' | 'first-place';
  /** Whether a quick run has it, too. */
  readonly quick: boolean;
  /** A shell command, run once before anything is measured; not measured. */
  readonly prepare?: string;
  /** rpmcow, then those it is compared with. */
  readonly contestants: readonly [Contestant, ...Contestant[]];
}

/**
 * A command to measure. The shell has these variables:
 *
 * - `PACKAGE`, `OLDER`: packages on the place that is measured
 * - `BENCH`: the directory of the benchmark's own programs
 * - `IN`: a directory for what `prepare` makes; `OUT`: a directory, empty before every run
 */
export interface Contestant {
  readonly name: string;
  readonly command: string;
  readonly needs: readonly Need[];
  /** A shell command run before each run, not measured. */
  readonly before?: string;
  /** What is held against the package once, before anything is measured. */
  readonly check?: Check;
}

/** `files`: $OUT/opt/bench has the package's files. `extents`: $OUT/extents is proven. */
export type Check = 'files' | 'extents';
