/**
 * A result for a destination that cannot take anything back: a pipe, a terminal, a device, a file
 * somebody appends to.
 *
 * Policy: nothing is written before `commit`; the result waits in a spool. The original, which is
 * final by itself, is streamed at once. The descriptor stays the caller's.
 */

import type { Output } from './output.ts';
import { pump } from './pump.ts';
import { Spool } from './spool.ts';
import { type WriteTarget, writeAll } from './write-all.ts';

/** An output that streams to `target` at its descriptor's own offset. */
export function stagedOutput(target: WriteTarget): Output {
  const stage = new Spool();
  return {
    write(chunk) {
      stage.append(chunk);
    },
    async writeOriginal(copy) {
      stage.close();
      await copy((chunk) => writeAll(target, chunk, null));
    },
    async commit() {
      await pump(stage.reader(), (chunk) => writeAll(target, chunk, null));
      stage.close();
    },
    abandon() {
      stage.close();
    },
  };
}
