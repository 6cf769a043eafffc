/**
 * Reads a whole chunk of a file, however little of it each read(2) gives.
 *
 * Policy: explicit positions (pread); EINTR and EAGAIN are waited out; less than wanted means that
 * the file ends there. Any other failure is a MachineError.
 */
import { readSync } from 'node:fs';
import { attempt } from './machine-error.ts';
import { retrying } from './retry.ts';

export interface ReadSource {
  readonly fd: number;
  /** For messages. */
  readonly name: string;
}

/** Fills `into` from `position` on, as far as the file goes; how many bytes that were. */
export function readAll({ fd, name }: ReadSource, into: Uint8Array, position: number): number {
  let done = 0;
  while (done < into.length) {
    const at = position + done;
    const size = attempt('read', name, () =>
      retrying(() => readSync(fd, into, done, into.length - done, at)),
    );
    if (size === 0) break;
    done += size;
  }
  return done;
}
