/**
 * Gathers small writes into whole mebibytes, pads, and has contents digested on their way.
 *
 * Policy: fills one piece at a time, copying once, and hands it over when it is full; so as long as
 * nobody flushes early the output gets pieces that start at multiples of a mebibyte. Who digests
 * and writes them is the taker's business (see piece.ts): digests come later, in order.
 */

import { MOST_MARKS, type Piece, type PieceTaker, setMark } from './piece.ts';

/** Takes the binary digest of a content; what it throws comes out of the writer. */
export type DigestCheck = (digest: Uint8Array) => void;

/** Appends to an output and knows where it is. */
export class AlignedWriter {
  readonly #taker: PieceTaker;
  #piece: Piece;
  #staged = 0;
  #marks = 0;
  /** Where in the piece the content under way starts. */
  #contentStart: number | undefined;
  /** Checks of the contents whose digests have not come yet. */
  readonly #checks: DigestCheck[] = [];
  #position = 0;
  /** Zeros that the output has behind `position` already. */
  #zeros = 0;
  #cutZeros = () => {};

  constructor(taker: PieceTaker) {
    this.#taker = taker;
    this.#piece = taker.piece;
  }

  /** Bytes written so far: the absolute offset of the next one. */
  get position(): number {
    return this.#position;
  }

  /** Appends a copy of `bytes`. */
  write(bytes: Uint8Array): void {
    this.#dropZeros();
    this.#position += bytes.length;
    let rest = bytes;
    while (rest.length > 0) {
      const part = rest.subarray(0, this.#room());
      this.#piece.bytes.set(part, this.#staged);
      this.#advance(part.length);
      rest = rest.subarray(part.length);
    }
  }

  /** Has everything that is written from here to `endContent` digested as one content. */
  beginContent(): void {
    this.#contentStart = this.#staged;
  }

  /** Ends a content. `check` gets its digest, later but before `flush` returns. */
  endContent(check: DigestCheck): void {
    this.#checks.push(check);
    this.#mark(true);
    this.#contentStart = undefined;
    if (this.#marks === MOST_MARKS) this.#put();
  }

  /** Appends zeros up to the next multiple of `multiple` bytes; none where it stands on one. */
  padTo(multiple: number): void {
    let missing = (multiple - (this.#position % multiple)) % multiple;
    this.#position += missing;
    if (this.#zeros === missing) {
      this.#zeros = 0;
      return;
    }
    this.#dropZeros();
    while (missing > 0) {
      const part = Math.min(missing, this.#room());
      this.#piece.bytes.fill(0, this.#staged, this.#staged + part);
      this.#advance(part);
      missing -= part;
    }
  }

  /**
   * Counts `length` bytes that were appended to the output directly, after a flush, and `zeros`
   * more: padding that need not be written. Should anything else come there, `cutZeros` must take
   * them away.
   */
  adopt(length: number, zeros: number, cutZeros: () => void): void {
    this.#position += length;
    this.#zeros = zeros;
    this.#cutZeros = cutZeros;
  }

  /** Waits until the output has everything and every digest was checked. */
  flush(): void {
    if (this.#staged > 0 || this.#marks > 0) this.#put();
    this.#check(this.#taker.settle());
  }

  #room(): number {
    return this.#piece.bytes.length - this.#staged;
  }

  #dropZeros(): void {
    if (this.#zeros > 0) this.#cutZeros();
    this.#zeros = 0;
  }

  #advance(length: number): void {
    this.#staged += length;
    if (this.#room() > 0) return;
    if (this.#contentStart !== undefined) {
      this.#mark(false);
      this.#contentStart = 0;
    }
    this.#put();
  }

  #mark(ends: boolean): void {
    setMark(this.#piece, this.#marks, { start: this.#contentStart!, end: this.#staged, ends });
    this.#marks++;
  }

  #put(): void {
    const digests = this.#taker.put(this.#staged, this.#marks);
    this.#piece = this.#taker.piece;
    this.#staged = 0;
    this.#marks = 0;
    this.#check(digests);
  }

  #check(digests: readonly Uint8Array[]): void {
    for (const digest of digests) this.#checks.shift()!(digest);
  }
}
