/**
 * Writes a whole chunk, however little of it each write(2) takes.
 *
 * Policy: EINTR and EAGAIN are waited out; any other failure is a MachineError, and `onProgress`
 * has by then been told of every byte that did go through.
 */

import { writeSync } from 'node:fs';
import { attempt } from './machine-error.ts';
import { retrying } from './retry.ts';

export interface WriteTarget {
  readonly fd: number;
  /** For messages. */
  readonly name: string;
}

/**
 * Writes `chunk` at `position`, or at the descriptor's own offset (which then moves) where it is
 * null. `onProgress` gets the byte count of each partial write.
 */
export function writeAll(
  target: WriteTarget,
  chunk: Uint8Array,
  position: number | null,
  onProgress?: (written: number) => void,
): void {
  for (let done = 0; done < chunk.length; ) {
    const at = position === null ? null : position + done;
    const written = attempt('write to', target.name, () =>
      retrying(() => writeSync(target.fd, chunk, done, chunk.length - done, at)),
    );
    done += written;
    onProgress?.(written);
  }
}
