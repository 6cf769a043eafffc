/**
 * Hands decoded chunks to the sink, counts them, and breathes in between.
 *
 * Policy: copies nothing and keeps nothing; after the sink said "enough" it is not called again.
 */

import type { Breather } from '../breathe.ts';

/** Takes decoded bytes, valid during the call only, and says whether it wants more of them. */
export type ChunkSink = (chunk: Uint8Array) => 'more' | 'enough';

export class Delivery {
  readonly #sink: ChunkSink;
  readonly #breathe: Breather | undefined;
  bytesOut = 0;
  /** Whether the sink has said "enough". */
  enough = false;

  constructor(sink: ChunkSink, breathe: Breather | undefined) {
    this.#sink = sink;
    this.#breathe = breathe;
  }

  /** Returns a promise to wait for, now and then, before the next chunk. */
  put(chunk: Uint8Array): Promise<void> | undefined {
    if (this.enough || chunk.length === 0) return undefined;
    this.bytesOut += chunk.length;
    this.enough = this.#sink(chunk) === 'enough';
    return this.enough ? undefined : this.#breathe?.();
  }
}
