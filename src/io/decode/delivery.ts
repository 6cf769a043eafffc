/**
 * Hands decoded chunks to the sink, counts them, and breathes in between.
 *
 * Policy: copies nothing and keeps nothing; after the sink said "enough" it is not called again.
 */

import type { Breather } from '../breathe.ts';

/** Takes decoded bytes, valid during the call only, and says whether it wants more of them. */
export type ChunkSink = (chunk: Uint8Array) => 'more' | 'enough';

/** Takes the absolute offset behind each complete stream, member or frame, in order. */
export type StreamEndObserver = (offset: number) => void;

export class Delivery {
  readonly #sink: ChunkSink;
  readonly #breathe: Breather | undefined;
  readonly #onStreamEnd: StreamEndObserver | undefined;
  bytesOut = 0;
  /** Whether the sink has said "enough". */
  enough = false;

  constructor(
    sink: ChunkSink,
    breathe: Breather | undefined,
    onStreamEnd: StreamEndObserver | undefined,
  ) {
    this.#sink = sink;
    this.#breathe = breathe;
    this.#onStreamEnd = onStreamEnd;
  }

  /** Returns a promise to wait for, now and then, before the next chunk. */
  put(chunk: Uint8Array): Promise<void> | undefined {
    if (this.enough || chunk.length === 0) return undefined;
    this.bytesOut += chunk.length;
    this.enough = this.#sink(chunk) === 'enough';
    return this.enough ? undefined : this.#breathe?.();
  }

  /** A stream ends before `offset`. */
  streamEnd(offset: number): void {
    this.#onStreamEnd?.(offset);
  }
}
