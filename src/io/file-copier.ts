/**
 * Contents of one file, each made a file of its own: by sharing blocks where the file system can,
 * else by copying, and counted either way.
 *
 * Policy: clone, then copy_file_range, then read and write. What a file system refuses for good is
 * not tried again there; what it refuses for one content is. A refusal is told in the counts, never
 * hidden; every other failure is a MachineError. Measured per content of a few blocks (Linux 6.18):
 * btrfs keeps the last partial block shared when a clone of whole blocks is cut to size (60 us and
 * 1.1 KiB of metadata written). XFS makes a copy of that block and reads the original for it: 200
 * to 400 us, against 60 to 90 us for cloning the whole blocks and writing the rest, with the same
 * blocks shared and the same 4.3 KiB written; so only btrfs gets the cut.
 */
import { ftruncateSync, statfsSync } from 'node:fs';
import type { FileSource } from './file-source.ts';
import { attempt, MachineError } from './machine-error.ts';
import { cloneRange, copyRange } from './reflink.ts';
import { type WriteTarget, writeAll } from './write-all.ts';

/** auto: clone where possible; always: clone or fail; never: write every byte. */
export const REFLINK_MODES = ['auto', 'always', 'never'] as const;
export type ReflinkMode = (typeof REFLINK_MODES)[number];

/** Files count where their first byte does, bytes where they themselves do. */
export interface CopyCount {
  files: number;
  bytes: number;
}

export interface CopyCounts {
  /** Blocks shared with the source. */
  readonly cloned: CopyCount;
  /** Copied by the kernel, which may share blocks as well. */
  readonly rangeCopied: CopyCount;
  /** Read and written. */
  readonly copied: CopyCount;
  /** Files of which nothing was cloned, by the reason: an errno name, or words. */
  readonly notCloned: Map<string, number>;
}

export function noCopies(): CopyCounts {
  const none = () => ({ files: 0, bytes: 0 });
  return { cloned: none(), rangeCopied: none(), copied: none(), notCloned: new Map() };
}

/** statfs(2) f_type. */
const BTRFS = 0x9123683e;
const PIECE = 1024 * 1024;

/** Refusals of the file system as a whole, and of one content only. */
const FOR_GOOD: readonly string[] = ['EOPNOTSUPP', 'ENOTTY', 'ENOSYS', 'EXDEV'];
const THIS_TIME: readonly string[] = ['EINVAL', 'ETXTBSY', 'EPERM'];

/** What a refusal means to somebody who wants clones only. */
const EXPLAINED: Readonly<Record<string, { readonly reason: string; readonly advice?: string }>> = {
  EOPNOTSUPP: {
    reason: 'its file system cannot share blocks between files',
    advice: 'use btrfs, or XFS with reflink=1, or let it copy (--reflink auto)',
  },
  EXDEV: {
    reason: 'the two are on different file systems',
    advice: 'put both on one, or let it copy (--reflink auto)',
  },
  EINVAL: {
    reason:
      'the content is not on whole blocks of the file system, or the two differ in attributes',
    advice: 'transcode with the right --block-size, or let it copy (--reflink auto)',
  },
  ENOSYS: { reason: 'the C library cannot be called' },
};

/** An empty file to be filled. */
export interface CopyTarget extends WriteTarget {
  /** The number of the file system it is on (st_dev). */
  readonly device: number;
}

interface FileSystem {
  readonly blockSize: number;
  readonly keepsCutBlock: boolean;
  /** Why nothing can be cloned to it, once that is known. */
  cloneRefusal: string | undefined;
  rangeCopyRefused: boolean;
}

/** Copies contents of one source. */
export class FileCopier {
  readonly #counts: CopyCounts;
  readonly #source: FileSource;
  readonly #name: string;
  readonly #mode: ReflinkMode;
  readonly #fileSystems = new Map<number, FileSystem>();
  readonly #piece = new Uint8Array(PIECE);

  /** @param name the source, for messages. @param counts are added to. */
  constructor(source: FileSource, name: string, mode: ReflinkMode, counts: CopyCounts) {
    this.#counts = counts;
    this.#source = source;
    this.#name = name;
    this.#mode = mode;
  }

  /**
   * Makes the `size` bytes at `offset` of the source the content of an empty target.
   * @throws MachineError for what is no refusal, and for a refusal where only clones are wanted.
   */
  copy(offset: number, size: number, target: CopyTarget): void {
    if (size === 0) return;
    const fileSystem = this.#fileSystemOf(target);
    const cloned = this.#clone(offset, size, target, fileSystem);
    const rangeCopied =
      cloned === 0 && this.#mode === 'auto' && size >= fileSystem.blockSize
        ? this.#copyRange(offset, size, target, fileSystem)
        : 0;
    this.#copyBytes(offset, cloned + rangeCopied, size, target);
  }

  /** Clones whole blocks; how many bytes of the content are then in place. */
  #clone(offset: number, size: number, target: WriteTarget, fileSystem: FileSystem): number {
    const { blockSize, keepsCutBlock, cloneRefusal } = fileSystem;
    const blocks = keepsCutBlock ? Math.ceil(size / blockSize) : Math.floor(size / blockSize);
    if (this.#mode === 'never') return this.#notCloned('not wanted');
    if (blocks === 0) return this.#notCloned('smaller than a block');
    const length = blocks * blockSize;
    const errno = cloneRefusal ?? cloneRange(this.#source.fd, offset, length, target.fd, 0);
    if (errno === undefined) {
      if (length > size) attempt('write to', target.name, () => ftruncateSync(target.fd, size));
      return count(this.#counts.cloned, 0, Math.min(length, size));
    }
    if (this.#mode === 'always' || !isRefusal(errno)) {
      const doing = `clone ${this.#name} to`;
      throw new MachineError({ doing, subject: target.name, code: errno, ...EXPLAINED[errno] });
    }
    if (FOR_GOOD.includes(errno)) fileSystem.cloneRefusal = errno;
    return this.#notCloned(errno);
  }

  #notCloned(why: string): number {
    const { notCloned } = this.#counts;
    notCloned.set(why, (notCloned.get(why) ?? 0) + 1);
    return 0;
  }

  /** Copies within the kernel; how many bytes of the content are then in place. */
  #copyRange(offset: number, size: number, target: WriteTarget, fileSystem: FileSystem): number {
    if (fileSystem.rangeCopyRefused) return 0;
    const { copied, errno } = copyRange(this.#source.fd, offset, size, target.fd, 0);
    if (errno !== undefined && !isRefusal(errno)) {
      throw new MachineError({ doing: 'write to', subject: target.name, code: errno });
    }
    if (errno !== undefined && FOR_GOOD.includes(errno)) fileSystem.rangeCopyRefused = true;
    return count(this.#counts.rangeCopied, 0, copied);
  }

  /** Reads and writes what is left behind the first `done` bytes. */
  #copyBytes(offset: number, done: number, size: number, target: WriteTarget): void {
    for (let at = done; at < size; ) {
      const piece = this.#piece.subarray(0, Math.min(PIECE, size - at));
      const length = this.#source.readAt(offset + at, piece);
      if (length === 0) {
        const reason = 'it has become shorter';
        throw new MachineError({ doing: 'read', subject: this.#name, code: 'ESTALE', reason });
      }
      writeAll(target, piece.subarray(0, length), at);
      at += count(this.#counts.copied, at, length);
    }
  }

  #fileSystemOf({ fd, name, device }: CopyTarget): FileSystem {
    let known = this.#fileSystems.get(device);
    if (known === undefined) {
      const { bsize, type } = attempt('examine', name, () => statfsSync(`/proc/self/fd/${fd}`));
      known = {
        blockSize: bsize,
        keepsCutBlock: type === BTRFS,
        cloneRefusal: undefined,
        rangeCopyRefused: false,
      };
      this.#fileSystems.set(device, known);
    }
    return known;
  }
}

/** Counts `length` bytes, and the file where they are its first; returns them. */
function count(counted: CopyCount, position: number, length: number): number {
  if (position === 0 && length > 0) counted.files++;
  counted.bytes += length;
  return length;
}

function isRefusal(errno: string): boolean {
  return FOR_GOOD.includes(errno) || THIS_TIME.includes(errno);
}
