/**
 * Memory that lies in a file: what a program has no room for, the system keeps on the disk.
 *
 * Policy: the file's space is reserved first, since a page for which the disk has no room ends the
 * process when it is written. A call that fails is an answer.
 * Source: mmap(2), madvise(2), fallocate(2).
 */
import { loadLibrary, type NativeLibrary } from './koffi.ts';

export interface FileMapping {
  readonly address: bigint;
  /** Has its pages leave the memory of this process; they come back as they are used. */
  letGo(): void;
  /** Whoever still has the address must not use it afterwards. */
  unmap(): void;
}

const READ_AND_WRITE = 3;
const SHARED = 1;
/** Advice. */
const RANDOM = 1;
const DONTNEED = 4;
/** MAP_FAILED. */
const FAILED = 2n ** 64n - 1n;

type Libc = ReturnType<typeof bind>;
let loaded: Libc | undefined;

/**
 * Makes an empty file, open for reading and writing, `size` bytes long, and maps it. The descriptor
 * stays the caller's, who may close it. Undefined where there is no space for it, or no way.
 */
export function mapFile(fd: number, size: number): FileMapping | undefined {
  const libc = library();
  if (libc === undefined || libc.fallocate(fd, 0, 0, size) !== 0) return undefined;
  const address: bigint = libc.mmap(null, size, READ_AND_WRITE, SHARED, fd, 0);
  if (address === FAILED) return undefined;
  // Nothing is read ahead of a page that is used: most were never written.
  libc.madvise(address, size, RANDOM);
  return {
    address,
    letGo() {
      libc.madvise(address, size, DONTNEED);
    },
    unmap() {
      libc.munmap(address, size);
    },
  };
}

function library(): Libc | undefined {
  if (loaded === undefined) {
    const found = loadLibrary(['libc.so.6', 'libc.so']);
    if (found !== undefined) loaded = bind(found);
  }
  return loaded;
}

function bind({ func }: NativeLibrary) {
  return {
    fallocate: func('int fallocate(int fd, int mode, int64_t offset, int64_t length)'),
    mmap: func('void *mmap(void *hint, size_t length, int access, int flags, int fd, int64_t at)'),
    madvise: func('int madvise(void *start, size_t length, int advice)'),
    munmap: func('int munmap(void *start, size_t length)'),
  };
}
