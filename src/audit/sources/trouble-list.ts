/**
 * Gathers what is wrong with a repository, however often the same is wrong.
 *
 * Policy: of each kind the first few cases by name, the rest as a number; so a repository of lies has
 * no more to tell than a page.
 */
const MOST_NAMED = 5;

interface Cases {
  count: number;
  readonly named: string[];
}

export class TroubleList {
  readonly #kinds = new Map<string, Cases>();

  /** @param kind a phrase: `listed, but not there`; @param name safe to print. */
  add(kind: string, name: string): void {
    const cases = this.#kinds.get(kind) ?? { count: 0, named: [] };
    this.#kinds.set(kind, cases);
    cases.count++;
    if (cases.named.length < MOST_NAMED) cases.named.push(name);
  }

  /** A line for each kind, in the order in which they came up. */
  texts(): string[] {
    return [...this.#kinds].map(([kind, { count, named }]) => {
      const more = count - named.length;
      return `${kind}: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
    });
  }
}
