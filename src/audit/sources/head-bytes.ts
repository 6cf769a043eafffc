/**
 * The beginning of a package as it comes in pieces, and how much of it is still missing.
 *
 * Policy: grows as bytes arrive; a length in the file or in metadata costs nothing.
 */
import { type MainHeaderEnd, mainHeaderEnd } from './main-header-end.ts';

const FIRST_CAPACITY = 16 * 1024;

export class HeadBytes {
  #bytes = new Uint8Array(FIRST_CAPACITY);
  #length = 0;
  #end: MainHeaderEnd = mainHeaderEnd(new Uint8Array(0));

  get length(): number {
    return this.#length;
  }

  /** Bytes from the first to the end of the main header, or to where more of it can be told. */
  get needed(): number {
    const end = this.#end;
    if (end.kind === 'none') return 0;
    return end.kind === 'known' ? end.end : end.needed;
  }

  append(piece: Uint8Array): void {
    const length = this.#length + piece.length;
    if (length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(length, 2 * this.#bytes.length));
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = grown;
    }
    this.#bytes.set(piece, this.#length);
    this.#length = length;
    if (this.#end.kind === 'open' && length >= this.#end.needed) {
      this.#end = mainHeaderEnd(this.#bytes.subarray(0, length));
    }
  }

  clear(): void {
    this.#length = 0;
    this.#end = mainHeaderEnd(new Uint8Array(0));
  }

  /** A copy up to the end of the main header; of all there is where that is not known. */
  start(): Uint8Array {
    const end = this.#end.kind === 'known' ? this.#end.end : this.#length;
    return this.#bytes.slice(0, Math.min(end, this.#length));
  }

  /** A copy of the last bytes. */
  last(count: number): Uint8Array {
    return this.#bytes.slice(Math.max(0, this.#length - count), this.#length);
  }
}
