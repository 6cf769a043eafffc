/**
 * Random access to a regular file.
 *
 * Policy: buffers nothing, reads with explicit positions (pread) and so never moves the offset of
 * a descriptor it was lent. The size is taken once; a file that shrinks later ends early. Anything
 * but a regular file is refused: it has no size, or its bytes can be read only once.
 */

import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import type { ByteSource } from '../../native-free-parsers/bytes/byte-source.ts';
import { describeFileType } from './file-type.ts';
import { attempt, MachineError } from './machine-error.ts';
import './latin1.ts';
import { readAll } from './read-all.ts';

/** A file that can be read anywhere, until closed. */
export interface FileSource extends ByteSource {
  /** The descriptor; its own offset is never used here. */
  readonly fd: number;
  /** Closes what was opened here; a descriptor that was lent stays open. */
  close(): void;
}

/**
 * Opens a path, or uses a descriptor that stays the caller's.
 * Throws MachineError: EISDIR for a directory, ESPIPE for everything else that is not a regular file.
 */
export function openFileSource(file: string | number): FileSource {
  if (typeof file === 'number') return sourceOf(file, `descriptor ${file}`, () => {});
  // O_NONBLOCK: opening a FIFO must not wait for a writer before it can be refused.
  const flags = constants.O_RDONLY | constants.O_NONBLOCK;
  const fd = attempt('open', file, () => openSync(file, flags));
  try {
    return sourceOf(fd, file, () => closeSync(fd));
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function sourceOf(fd: number, subject: string, release: () => void): FileSource {
  const stats = attempt('examine', subject, () => fstatSync(fd));
  if (!stats.isFile()) {
    const code = stats.isDirectory() ? 'EISDIR' : 'ESPIPE';
    const reason = `it is ${describeFileType(stats)}`;
    throw new MachineError({ doing: 'read', subject, code, reason });
  }
  const size = stats.size;
  let open = true;
  return {
    fd,
    size,
    readAt(offset, into) {
      const wanted = Math.min(into.length, Math.max(0, size - offset));
      return readAll({ fd, name: subject }, into.subarray(0, wanted), offset);
    },
    close() {
      if (open) release();
      open = false;
    },
  };
}
