/**
 * The memory that new objects get.
 *
 * Policy: V8 lets it grow to more than 100 MiB while objects come and go by the thousand; a run that
 * takes seconds gains nothing by that. Workers begin with what their limits allow (worker-pool.ts), as
 * they cannot grow either. Each thread collects its own alone: helpers have nothing to do with so
 * little, and are waited for where processors are busy.
 */
import { setFlagsFromString } from 'node:v8';

/** More than any worker is allowed. */
const MOST_OF_WORKERS_MIB = 16;

/** From now on it grows no further. For all threads of the process. */
export function keepYoungGenerationSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString(`--min-semi-space-size=${MOST_OF_WORKERS_MIB}`);
  setFlagsFromString('--no-parallel-scavenge');
}
