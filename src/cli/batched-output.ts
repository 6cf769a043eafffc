/** Many small results in few writes to standard output; none waits longer than a moment. */
import { milliseconds } from '../io/milliseconds.ts';
import { printOneOfMany } from './print.ts';

const MOMENT_MS = 100;

export class BatchedOutput {
  readonly #limit: number;
  readonly #beforeWriting: () => void;
  #text = '';
  #written = milliseconds();
  #isRead = true;

  /** @param limit characters that may wait. */
  constructor(limit: number, beforeWriting: () => void) {
    this.#limit = limit;
    this.#beforeWriting = beforeWriting;
  }

  /** Takes pieces of text; false where nobody reads them any more. */
  write(pieces: Iterable<string>): boolean {
    for (const piece of pieces) {
      this.#text += piece;
      if (this.#text.length > this.#limit) this.flush();
    }
    if (this.#text !== '' && milliseconds() - this.#written > MOMENT_MS) this.flush();
    return this.#isRead;
  }

  /** Writes what waits. */
  flush(): void {
    if (this.#text === '' || !this.#isRead) return;
    this.#beforeWriting();
    this.#isRead = printOneOfMany(this.#text);
    this.#text = '';
    this.#written = milliseconds();
  }
}
