/**
 * Finds where a frame or stream ends from its headers alone, without decoding it.
 *
 * Policy: keeps no bytes: what is not taken must be shown again, with more behind it. What lies
 * between headers is passed over unseen.
 */

/** A complete header: how long it is and how many bytes after it to pass over. */
export interface Stride {
  readonly headerLength: number;
  readonly pass: number;
  /** Whether the frame ends behind those bytes. */
  readonly last: boolean;
}

/** Reads the next header, given its absolute offset; undefined while it is not complete. */
export type NextHeader = (bytes: Uint8Array, offset: number) => Stride | undefined;

export class FrameWalker {
  /** Whether the whole frame was taken. */
  ended = false;
  readonly #nextHeader: NextHeader;
  #offset: number;
  #passing = 0;
  #last = false;

  /** `offset` is the absolute one of the frame's first byte. */
  constructor(offset: number, nextHeader: NextHeader) {
    this.#offset = offset;
    this.#nextHeader = nextHeader;
  }

  /**
   * How many of the bytes, which start where the last call stopped, belong to this frame. Fewer
   * than given: the frame has ended, or stops inside a header, or is refused there. Throws what
   * refuses a header when the bytes start with that header.
   */
  take(bytes: Uint8Array): number {
    let at = 0;
    while (!this.ended) {
      const passed = Math.min(this.#passing, bytes.length - at);
      at += passed;
      this.#passing -= passed;
      if (this.#passing > 0) break;
      if (this.#last) {
        this.ended = true;
        break;
      }
      const stride = this.#strideAt(bytes, at);
      if (stride === undefined) break;
      at += stride.headerLength;
      this.#passing = stride.pass;
      this.#last = stride.last;
    }
    this.#offset += at;
    return at;
  }

  /** What stands before a header that is refused is to be taken first. */
  #strideAt(bytes: Uint8Array, at: number): Stride | undefined {
    try {
      return this.#nextHeader(bytes.subarray(at), this.#offset + at);
    } catch (error) {
      if (at === 0) throw error;
      return undefined;
    }
  }
}
