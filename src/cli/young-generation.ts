/**
 * The memory that new objects of this thread get.
 *
 * Policy: V8 lets it grow to more than 100 MiB while objects come and go by the thousand; a run that
 * takes seconds gains nothing by that. Workers have limits of their own (worker-pool.ts).
 */
import { setFlagsFromString } from 'node:v8';

/** From now on it grows no further. */
export function keepYoungGenerationSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
