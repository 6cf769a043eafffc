/**
 * Where a result goes, whatever it is: all of it, or the original instead, or nothing.
 *
 * Policy: until `commit` nobody must take the result for finished. Chunks are consumed before the
 * call returns, so the caller may reuse its buffer. After a MachineError from `write` the output
 * still accepts `writeOriginal` or `abandon`.
 */

import type { FileSource } from './file-source.ts';
import type { WriteTarget } from './write-all.ts';

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

/** An output on a file system of its own, that can share blocks of another file. */
export interface CloningOutput extends Output {
  /**
   * Appends `length` bytes of another file by sharing its blocks. Offset, length and what was
   * written so far are multiples of the block size. False, and nothing appended, where the file
   * system will not.
   */
  appendClone(source: FileSource, offset: number, length: number): boolean;
  /** Reads back what was written; as ByteSource.readAt. */
  readAt(offset: number, into: Uint8Array): number;
  /** Forgets everything from `length` on. */
  cutTo(length: number): void;
}

/** An output that is a file, which another thread may write to through the same descriptor. */
export interface FileOutput extends Output {
  /**
   * Where the next byte goes: the position in the file, or null for the descriptor's own offset.
   * Asked before anything is written.
   */
  readonly file: { readonly target: WriteTarget; readonly position: number | null };
  /** Counts `length` bytes that were written there by somebody else. */
  wrote(length: number): void;
}

export function isFileOutput(output: Output): output is FileOutput {
  return 'file' in output;
}

export function canClone(output: Output): output is CloningOutput {
  return 'appendClone' in output;
}
