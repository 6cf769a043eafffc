/** Builders and vendors as reports show them: who has the most to repair first. */
import type { NamedTally } from '../../audit/audit.ts';
import { breakingCount } from './prediction-words.ts';

/** By packages that go wrong, then by packages with errors, then by packages. */
export function worstFirst(tallies: readonly NamedTally[]): NamedTally[] {
  return tallies.toSorted(
    ({ tally: a }, { tally: b }) =>
      breakingCount(b) - breakingCount(a) ||
      b.gravest.error - a.gravest.error ||
      b.packages - a.packages,
  );
}
