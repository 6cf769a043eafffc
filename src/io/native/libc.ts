/**
 * System calls that Node does not have, by the C library.
 *
 * Policy: a call that fails is an answer, the errno name, and never an error: every caller knows
 * what may fail and what to do then. Where no C library loads, every call answers ENOSYS.
 */
import { constants } from 'node:os';
import { loadLibrary, type NativeLibrary } from './koffi.ts';

/** EWOULDBLOCK is another name of EAGAIN. */
const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(constants.errno)
    .filter(([name]) => name !== 'EWOULDBLOCK')
    .map(([name, number]) => [number, name]),
);
const MISSING = 'ENOSYS';
const AT_FDCWD = -100;
const AT_SYMLINK_FOLLOW = 0x400;

/** fcntl.h, the same wherever Node runs on Linux; not among Node's constants. */
const O_CLOEXEC = 0o2000000;
const LONGEST_NAME = 255;
/** For one name at a time: a new one for every call would cost more than the call. */
const NAME = Buffer.alloc(LONGEST_NAME + 1);

type Libc = ReturnType<typeof bind>;
let loaded: Libc | undefined;

/** ioctl(2) with a pointer to `argument`. Undefined, or the errno name. */
export function ioctl(fd: number, request: number, argument: Uint8Array): string | undefined {
  const libc = library();
  return libc === undefined ? MISSING : libc.failure(libc.ioctl(fd, request, argument));
}

/**
 * openat(2) of a single name, a byte string, in an open directory; not inherited by children. The
 * descriptor, or the errno name. Of a few thousand files it opens each in two thirds of the time
 * that Node takes by a path.
 */
export function openAt(
  directoryFd: number,
  name: string,
  flags: number,
  mode: number,
): number | string {
  if (name.length > LONGEST_NAME) return 'ENAMETOOLONG';
  const libc = library();
  if (libc === undefined) return MISSING;
  NAME[NAME.write(name, 'latin1')] = 0;
  const fd: number = libc.openat(directoryFd, NAME, flags | O_CLOEXEC, mode);
  return libc.failure(fd) ?? fd;
}

/** mkdirat(2) of a single name, a byte string, in an open directory. Undefined, or the errno name. */
export function mkdirAt(directoryFd: number, name: string, mode: number): string | undefined {
  if (name.length > LONGEST_NAME) return 'ENAMETOOLONG';
  const libc = library();
  if (libc === undefined) return MISSING;
  NAME[NAME.write(name, 'latin1')] = 0;
  return libc.failure(libc.mkdirat(directoryFd, NAME, mode));
}

/** mkfifo(3). Undefined, or the errno name. */
export function mkfifo(path: string, mode: number): string | undefined {
  const libc = library();
  return libc === undefined ? MISSING : libc.failure(libc.mkfifo(path, mode));
}

/**
 * linkat(2): gives a file that is open and has no name the name `path`. Undefined, or the errno
 * name.
 */
export function linkDescriptor(fd: number, path: string): string | undefined {
  const libc = library();
  if (libc === undefined) return MISSING;
  return libc.failure(
    libc.linkat(AT_FDCWD, `/proc/self/fd/${fd}`, AT_FDCWD, path, AT_SYMLINK_FOLLOW),
  );
}

/**
 * copy_file_range(2), with explicit offsets. How many bytes were copied, 0 at the source's end, or
 * the errno name.
 */
export function copyFileRange(
  sourceFd: number,
  sourceOffset: number,
  targetFd: number,
  targetOffset: number,
  length: number,
): number | string {
  const libc = library();
  if (libc === undefined) return MISSING;
  const from = BigInt64Array.of(BigInt(sourceOffset));
  const to = BigInt64Array.of(BigInt(targetOffset));
  const copied = Number(libc.copyFileRange(sourceFd, from, targetFd, to, length, 0));
  return libc.failure(copied) ?? copied;
}

function library(): Libc | undefined {
  if (loaded === undefined) {
    const found = loadLibrary(['libc.so.6', 'libc.so']);
    if (found !== undefined) loaded = bind(found);
  }
  return loaded;
}

function bind(library: NativeLibrary) {
  const { koffi } = library;
  return {
    ioctl: library.func('int ioctl(int fd, unsigned long request, void *argument)'),
    openat: library.func('int openat(int directory, void *name, int flags, unsigned int mode)'),
    mkdirat: library.func('int mkdirat(int directory, void *name, unsigned int mode)'),
    mkfifo: library.func('int mkfifo(const char *path, unsigned int mode)'),
    copyFileRange: library.func(
      'long copy_file_range(int from, void *fromOffset, int to, void *toOffset, size_t length, unsigned int flags)',
    ),
    linkat: library.func(
      'int linkat(int fromDirectory, const char *from, int toDirectory, const char *to, int flags)',
    ),
    failure: (result: number) => (result < 0 ? errnoName(koffi.errno()) : undefined),
  };
}

/** The name of an errno number. */
export function errnoName(number: number): string {
  return NAMES.get(number) ?? `errno ${number}`;
}
