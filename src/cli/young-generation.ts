/**
 * The memory that new objects get.
 *
 * Policy: V8 lets it grow to more than 100 MiB while objects come and go by the thousand; a run that
 * takes seconds gains nothing by that. Each thread collects its own alone: helpers have nothing to do
 * with so little, and are waited for where processors are busy. Workers have limits of their own
 * (worker-pool.ts).
 */
import { setFlagsFromString } from 'node:v8';

/** From now on it grows no further. For all threads of the process. */
export function keepYoungGenerationSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--no-parallel-scavenge');
}
