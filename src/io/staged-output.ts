/**
 * A result for a destination that cannot take anything back: a pipe, a terminal, a device, a file
 * somebody appends to.
 *
 * Policy: nothing is written before `commit`; the result waits in a spool. The original, which is
 * final by itself, is streamed at once. The descriptor stays the caller's.
 */

import type { Output, WriteChunk } from './output.ts';
import { pump } from './pump.ts';
import { Spool } from './spool.ts';
import { type WriteTarget, writeAll } from './write-all.ts';

/**
 * An output that streams to `target` at its descriptor's own offset. `takeBack`, where the target
 * can forget, removes what was streamed when that fails half-way.
 */
export function stagedOutput(target: WriteTarget, takeBack: () => void = () => {}): Output {
  const stage = new Spool();
  let streamed = false;
  const stream: WriteChunk = (chunk) => {
    streamed = true;
    writeAll(target, chunk, null);
  };
  return {
    write(chunk) {
      stage.append(chunk);
    },
    async writeOriginal(copy) {
      stage.close();
      await copy(stream);
    },
    async commit() {
      await pump(stage.reader(), stream);
      stage.close();
      streamed = false;
    },
    abandon() {
      stage.close();
      if (streamed) takeBack();
    },
  };
}
