/**
 * The compressed bytes that were read and not used yet.
 *
 * Policy: one buffer, reused; it doubles only when a caller asks for more while it is full, so
 * the caller must bound what it waits for. An error of the reader passes through.
 */

import type { ByteReader } from '../../../native-free-parsers/bytes/byte-source.ts';

const CAPACITY = 128 * 1024;

export class InputWindow {
  readonly #reader: ByteReader;
  #buffer = new Uint8Array(CAPACITY);
  #start = 0;
  #end = 0;
  #offset: number;

  /** `offset` is the absolute one of the first byte that the reader will give. */
  constructor(reader: ByteReader, offset: number) {
    this.#reader = reader;
    this.#offset = offset;
  }

  /** What is at hand; valid until the next call of `more`. */
  get bytes(): Uint8Array {
    return this.#buffer.subarray(this.#start, this.#end);
  }

  /** The absolute offset of the first byte at hand. */
  get offset(): number {
    return this.#offset;
  }

  /** Reads once, behind what is at hand. False at the end of the input. */
  more(): boolean {
    this.#makeRoom();
    const read = this.#reader.read(this.#buffer.subarray(this.#end));
    this.#end += read;
    return read > 0;
  }

  /** Drops the first `count` bytes at hand: they are used. */
  skip(count: number): void {
    this.#start += count;
    this.#offset += count;
  }

  #makeRoom(): void {
    if (this.#start === this.#end) {
      this.#start = 0;
      this.#end = 0;
    }
    if (this.#end < this.#buffer.length) return;
    const kept = this.bytes;
    if (this.#start === 0) this.#buffer = new Uint8Array(this.#buffer.length * 2);
    this.#buffer.set(kept);
    this.#start = 0;
    this.#end = kept.length;
  }
}
