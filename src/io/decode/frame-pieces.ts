/** The compressed bytes of one frame or stream, piece by piece, and nothing behind it. */

import type { FrameWalker } from '../../../native-free-parsers/payload/frames/frame-walker.ts';
import { parsingHeader } from './decode-error.ts';
import type { InputWindow } from './input-window.ts';

export class FramePieces {
  readonly #window: InputWindow;
  readonly #walker: FrameWalker;
  #piece = 0;
  /** Whether the input ended inside the frame. */
  cutShort = false;

  constructor(window: InputWindow, walker: FrameWalker) {
    this.#window = window;
    this.#walker = walker;
  }

  /** Drops the former piece and returns the next; undefined at the frame's or the input's end. */
  next(): Uint8Array | undefined {
    this.#window.skip(this.#piece);
    this.#piece = 0;
    while (!this.#walker.ended) {
      this.#piece = parsingHeader(() => this.#walker.take(this.#window.bytes));
      if (this.#piece > 0) return this.#window.bytes.subarray(0, this.#piece);
      if (!this.#walker.ended && !this.#window.more()) {
        this.cutShort = true;
        break;
      }
    }
    return undefined;
  }
}
