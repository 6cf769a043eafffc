/**
 * Gathers small writes into whole mebibytes, and pads.
 *
 * Policy: one buffer, reused. As long as nobody flushes early, the output gets pieces that start
 * at multiples of a mebibyte. Nothing reaches the output's end before `flush`.
 */

import type { Output } from './output.ts';

const BUFFER_SIZE = 1024 * 1024;

/** Appends to an output and knows where it is. */
export class AlignedWriter {
  readonly #output: Output;
  readonly #buffer = new Uint8Array(BUFFER_SIZE);
  #staged = 0;
  #position = 0;
  /** Zeros that the output has behind `position` already. */
  #zeros = 0;
  #cutZeros = () => {};

  constructor(output: Output) {
    this.#output = output;
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
      if (this.#staged === 0 && rest.length >= BUFFER_SIZE) {
        const whole = rest.length - (rest.length % BUFFER_SIZE);
        this.#output.write(rest.subarray(0, whole));
        rest = rest.subarray(whole);
        continue;
      }
      const piece = rest.subarray(0, BUFFER_SIZE - this.#staged);
      this.#buffer.set(piece, this.#staged);
      this.#advance(piece.length);
      rest = rest.subarray(piece.length);
    }
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
      const piece = Math.min(missing, BUFFER_SIZE - this.#staged);
      this.#buffer.fill(0, this.#staged, this.#staged + piece);
      this.#advance(piece);
      missing -= piece;
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

  /** Hands everything to the output. */
  flush(): void {
    const staged = this.#staged;
    this.#staged = 0;
    if (staged > 0) this.#output.write(this.#buffer.subarray(0, staged));
  }

  #dropZeros(): void {
    if (this.#zeros > 0) this.#cutZeros();
    this.#zeros = 0;
  }

  #advance(length: number): void {
    this.#staged += length;
    if (this.#staged === BUFFER_SIZE) this.flush();
  }
}
