/**
 * The gravest of many results, as many as a reader takes.
 *
 * Policy: what cannot be among them any more is not even made, so memory does not grow with the
 * number of results.
 */

/** Gravest first. */
const LEVELS = ['error', 'warning', 'note'] as const;
type Level = (typeof LEVELS)[number];

/**
 * Bytes of all results that compression is not counted on for. gzip stores even random bytes in
 * little more than their number, so 1.5 MB of GitHub's 10 remain for what results repeat.
 */
const MOST_BYTES = 8_500_000;
/** Bytes of a result that are the same in every other one. */
const REPEATED = 400;

export class WorstFirst {
  readonly #most: number;
  readonly #texts: Readonly<Record<Level, string[]>> = { error: [], warning: [], note: [] };
  #count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Counts a result, and makes its text where that may be needed. */
  add(level: Level, text: () => string): void {
    this.#count++;
    let before = 0;
    for (const each of LEVELS) {
      before += this.#texts[each].length;
      if (each !== level) continue;
      if (before < this.#most) this.#texts[each].push(text());
      return;
    }
  }

  /** The gravest, of one level in the order they came in. @param besides what must fit in as well. */
  take(besides: readonly string[]): { readonly texts: string[]; readonly leftOut: number } {
    let bytes = besides.reduce((sum, text) => sum + ownBytes(text), 0);
    const texts: string[] = [];
    for (const text of LEVELS.flatMap((level) => this.#texts[level]).slice(0, this.#most)) {
      bytes += ownBytes(text);
      if (bytes > MOST_BYTES) break;
      texts.push(text);
    }
    return { texts, leftOut: this.#count - texts.length };
  }
}

function ownBytes(text: string): number {
  return Math.max(0, Buffer.byteLength(text) - REPEATED);
}
