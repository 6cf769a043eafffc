/**
 * An append-only store for bytes that may be needed again.
 *
 * Policy: in memory up to a limit, then in a temporary file that has no name: it is unlinked as
 * soon as it exists and vanishes with the process. A failed append (a full disk) loses nothing
 * that was stored: `size` says exactly how much that is, and it can still be read.
 */

import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { ByteReader } from '../../native-free-parsers/bytes/byte-source.ts';
import { attempt, MachineError } from './machine-error.ts';
import { retrying } from './retry.ts';
import { writeAll } from './write-all.ts';

const DEFAULT_MEMORY_LIMIT = 8 * 1024 * 1024;
const FIRST_MEMORY = 64 * 1024;

export interface TemporaryFile {
  readonly fd: number;
  readonly name: string;
}

/** Bytes in, in order; the same bytes out, as often as wanted. */
export class Spool {
  readonly #memoryLimit: number;
  #memory = new Uint8Array(0);
  #size = 0;
  #file: TemporaryFile | undefined;
  #lent: number[] = [];

  /** Up to `memoryLimit` bytes stay in memory. */
  constructor(memoryLimit = DEFAULT_MEMORY_LIMIT) {
    this.#memoryLimit = memoryLimit;
  }

  /** How many bytes are stored. */
  get size(): number {
    return this.#size;
  }

  /** Stores a copy of `chunk`. After a MachineError `size` tells how much of it was taken. */
  append(chunk: Uint8Array): void {
    if (this.#file === undefined && this.#size + chunk.length <= this.#memoryLimit) {
      this.#remember(chunk);
      return;
    }
    writeAll(this.#onDisk(), chunk, this.#size, (written) => {
      this.#size += written;
    });
  }

  /** A reader from the first byte on, for what is stored when it gets there. */
  reader(): ByteReader {
    let position = 0;
    return {
      read: (into) => {
        const n = this.#readAt(position, into);
        position += n;
        return n;
      },
    };
  }

  /**
   * A descriptor on the stored bytes, standing at the first one, for a child process's standard
   * input; `close` closes it. Forces the bytes out of memory. Each call gives an offset of its
   * own, except on a system without /proc, where one is shared by all.
   */
  fd(): number {
    const { fd, name } = this.#onDisk();
    try {
      const own = attempt('open', name, () => openSync(`/proc/self/fd/${fd}`, 'r'));
      this.#lent.push(own);
      return own;
    } catch (error) {
      if (error instanceof MachineError && error.code === 'ENOENT') return fd;
      throw error;
    }
  }

  /** Gives memory and disk back. The spool is then empty. */
  close(): void {
    for (const fd of this.#lent.splice(0)) closeSync(fd);
    if (this.#file !== undefined) closeSync(this.#file.fd);
    this.#file = undefined;
    this.#memory = new Uint8Array(0);
    this.#size = 0;
  }

  #remember(chunk: Uint8Array): void {
    const needed = this.#size + chunk.length;
    if (needed > this.#memory.length) {
      const doubled = Math.max(FIRST_MEMORY, needed, 2 * this.#memory.length);
      const grown = new Uint8Array(Math.min(doubled, this.#memoryLimit));
      grown.set(this.#memory.subarray(0, this.#size));
      this.#memory = grown;
    }
    this.#memory.set(chunk, this.#size);
    this.#size = needed;
  }

  #onDisk(): TemporaryFile {
    if (this.#file !== undefined) return this.#file;
    const file = createTemporaryFile();
    try {
      writeAll(file, this.#memory.subarray(0, this.#size), 0);
    } catch (error) {
      closeSync(file.fd);
      throw error;
    }
    this.#memory = new Uint8Array(0);
    this.#file = file;
    return file;
  }

  #readAt(position: number, into: Uint8Array): number {
    const wanted = Math.min(into.length, this.#size - position);
    if (wanted <= 0) return 0;
    const file = this.#file;
    if (file === undefined) {
      into.set(this.#memory.subarray(position, position + wanted));
      return wanted;
    }
    return attempt('read', file.name, () =>
      retrying(() => readSync(file.fd, into, 0, wanted, position)),
    );
  }
}

const reserved: TemporaryFile[] = [];

/**
 * Makes temporary files for later, when none can be made any more; as many as there is a place for.
 * They are given out before new ones are made.
 */
export function reserveTemporaryFiles(count: number): void {
  try {
    while (reserved.length < count) reserved.push(makeTemporaryFile());
  } catch (error) {
    // Whether any is needed is not known yet; where one is, making it fails again.
    if (!(error instanceof MachineError)) throw error;
  }
}

/** A file of mode 0600 without a name, in the first directory that allows one. */
export function createTemporaryFile(): TemporaryFile {
  return reserved.shift() ?? makeTemporaryFile();
}

function makeTemporaryFile(): TemporaryFile {
  const { TMPDIR } = process.env;
  const directories = TMPDIR ? [TMPDIR, '/var/tmp', '/tmp'] : ['/var/tmp', '/tmp'];
  let firstError: unknown;
  for (const directory of directories) {
    const path = join(directory, `rpmcow-${randomBytes(9).toString('base64url')}`);
    try {
      const fd = attempt('create a temporary file in', directory, () =>
        openSync(path, 'wx+', 0o600),
      );
      try {
        attempt('remove', path, () => unlinkSync(path));
      } catch (error) {
        closeSync(fd);
        throw error;
      }
      return { fd, name: `the temporary file in ${directory}` };
    } catch (error) {
      firstError ??= error;
    }
  }
  throw firstError;
}
