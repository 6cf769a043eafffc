/**
 * Where a result goes, whatever it is: all of it, or the original instead, or nothing.
 *
 * Policy: until `commit` nobody must take the result for finished. Chunks are consumed before the
 * call returns, so the caller may reuse its buffer. After a MachineError from `write` the output
 * still accepts `writeOriginal` or `abandon`.
 */

/** Takes a chunk; is done with it on return. */
export type WriteChunk = (chunk: Uint8Array) => void;

/** An append-only result with a way back. */
export interface Output {
  /** Appends to the result. */
  write(chunk: Uint8Array): void;
  /** Forgets what was written; what `copy` writes is the result instead. */
  writeOriginal(copy: (write: WriteChunk) => void | Promise<void>): Promise<void>;
  /** Makes the result final. The output is then closed. */
  commit(): void | Promise<void>;
  /** Leaves nothing partial, as far as the destination can forget. Does nothing after `commit`. */
  abandon(): void;
}
