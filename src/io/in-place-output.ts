/**
 * A result written directly into an empty regular file.
 *
 * Policy: the file starts at its first byte whatever the descriptor's own offset is, and can be
 * taken back as long as it is not committed. Bytes below that offset are written with explicit
 * positions, bytes from there on with plain writes that move it: so the offset, which a parent
 * shell shares, ends at the end of the file, except where a longer result was taken back (Node
 * has no lseek). Another thread may write where all bytes are plain writes. The descriptor stays the
 * caller's.
 */

import { ftruncateSync } from 'node:fs';
import { attempt } from './machine-error.ts';
import type { FileOutput, Output, WriteChunk } from './output.ts';
import { type WriteTarget, writeAll } from './write-all.ts';

/** An output into the empty file behind `target`, whose descriptor stands at `offset`. */
export function inPlaceOutput(target: WriteTarget, offset: number): Output | FileOutput {
  let length = 0;
  let committed = false;

  const write: WriteChunk = (chunk) => {
    const below = chunk.subarray(0, Math.max(0, offset - length));
    writeAll(target, below, length);
    length += below.length;
    writeAll(target, chunk.subarray(below.length), null, (written) => {
      offset += written;
      length += written;
    });
  };

  const takeBack = () => {
    attempt('truncate', target.name, () => ftruncateSync(target.fd, 0));
    length = 0;
  };

  const output: Output = {
    write,
    async writeOriginal(copy) {
      takeBack();
      await copy(write);
    },
    commit() {
      committed = true;
    },
    abandon() {
      if (!committed) takeBack();
    },
  };
  if (offset > 0) return output;
  return {
    ...output,
    file: { target, position: null },
    wrote(size) {
      offset += size;
      length += size;
    },
  };
}
