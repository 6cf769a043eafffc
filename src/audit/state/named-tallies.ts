/** Packages counted by a name: of a vendor, of a builder. */
import type { NamedTally } from '../audit.ts';
import { type CountedPackage, TallyCounter } from './tally-counter.ts';

export class NamedTallies {
  readonly #tallies = new Map<string, TallyCounter>();

  add(name: string, pkg: CountedPackage): void {
    const tally = this.#tallies.get(name) ?? new TallyCounter();
    this.#tallies.set(name, tally);
    tally.add(pkg);
  }

  result(): readonly NamedTally[] {
    return [...this.#tallies]
      .map(([name, tally]) => ({ name, tally: tally.result() }))
      .sort((a, b) => b.tally.packages - a.tally.packages || (a.name < b.name ? -1 : 1));
  }
}
