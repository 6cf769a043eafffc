/** How many of all runs each target gets: by its weight, rounded up. */
import type { FuzzTarget } from './fuzz-target.ts';

export function shareRuns(
  targets: readonly Pick<FuzzTarget, 'name' | 'weight'>[],
  runs: number,
): { name: string; runs: number }[] {
  const all = targets.reduce((sum, { weight }) => sum + weight, 0);
  return targets.map(({ name, weight }) => ({
    name,
    runs: Math.ceil((runs * weight) / all),
  }));
}
