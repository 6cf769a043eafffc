/**
 * A result written into a file that nobody else has open.
 *
 * Policy: explicit positions only, so contents can be cloned into it and read back at any time.
 * The descriptor stays the caller's.
 */
import { ftruncateSync } from 'node:fs';
import { attempt } from './machine-error.ts';
import type { CloningOutput, FileOutput, WriteChunk } from './output.ts';
import { readAll } from './read-all.ts';
import { cloneRange } from './reflink.ts';
import { type WriteTarget, writeAll } from './write-all.ts';

/** An output into the empty file behind `target`, open for reading and writing. */
export function ownFileOutput(target: WriteTarget): CloningOutput & FileOutput {
  let length = 0;
  const write: WriteChunk = (chunk) => {
    writeAll(target, chunk, length);
    length += chunk.length;
  };
  const cutTo = (size: number) => {
    attempt('truncate', target.name, () => ftruncateSync(target.fd, size));
    length = size;
  };
  return {
    write,
    file: { target, position: 0 },
    wrote(size) {
      length += size;
    },
    appendClone(source, offset, size) {
      if (cloneRange(source.fd, offset, size, target.fd, length) !== undefined) return false;
      length += size;
      return true;
    },
    readAt: (offset, into) => readAll(target, into, offset),
    cutTo,
    async writeOriginal(copy) {
      cutTo(0);
      await copy(write);
    },
    commit() {},
    abandon() {},
  };
}
