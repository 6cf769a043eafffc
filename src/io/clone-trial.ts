/**
 * Whether blocks of a file in one directory can become blocks of a file in another: by doing it.
 *
 * Policy: two scratch files and one clone of the kind that rpm's reflink plugin makes: from a page
 * inside of the source to the start of the target. No file system is trusted by its name, because
 * XFS may be without reflink, and a kernel may or may not clone between two mounts of one btrfs.
 * Source: rpm plugins/reflink.c reflink_fsm_file_install; ioctl_ficlonerange(2), ioctl_iflags(2).
 */
import { closeSync } from 'node:fs';
import { MachineError } from './machine-error.ts';
import { ioctl } from './native/libc.ts';
import { cloneRange } from './reflink.ts';
import { openScratchFile } from './scratch-file.ts';
import { writeAll } from './write-all.ts';

export type CloneTrial =
  | { readonly kind: 'cloned' }
  /** The errno name: EOPNOTSUPP no such file system, EXDEV not the same one, EINVAL see reflink.ts. */
  | { readonly kind: 'refused'; readonly code: string }
  /** A scratch file could not be made: EROFS, EACCES, ENOSPC. */
  | { readonly kind: 'not-tried'; readonly directory: string; readonly code: string };

/** How a new file in a directory is stored. */
export interface FileAttributes {
  /** Written in place, without checksums: btrfs `chattr +C` or the mount option nodatacow. */
  readonly nocow: boolean;
  /** By `chattr +c`; a mount option does not show here. */
  readonly compressed: boolean;
}

/** _IOR('f', 1, long); the direction bits are others on POWER. */
const FS_IOC_GETFLAGS = process.arch === 'ppc64' ? 0x4008_6601 : 0x8008_6601;
const FS_NOCOW_FL = 0x0080_0000;
const FS_COMPR_FL = 0x0000_0004;
/** More than btrfs keeps inside of its metadata, where nothing can be cloned from. */
const BLOCKS = 4;

/** Clones one block of `blockSize` bytes. */
export function tryClone(from: string, to: string, blockSize: number): CloneTrial {
  return withScratchFile<CloneTrial>(from, (source) =>
    withScratchFile<CloneTrial>(to, (target) => {
      const content = new Uint8Array(BLOCKS * blockSize).fill(1);
      const full = fill(source, from, content);
      if (full !== undefined) return { kind: 'not-tried', directory: from, code: full };
      const code = cloneRange(source, blockSize, blockSize, target, 0);
      return code === undefined ? { kind: 'cloned' } : { kind: 'refused', code };
    }),
  );
}

/** Undefined where no file can be made there, or the file system has no attributes. */
export function newFileAttributes(directory: string): FileAttributes | undefined {
  return withScratchFile<FileAttributes | undefined>(
    directory,
    (fd) => {
      const flags = new BigInt64Array(1);
      if (ioctl(fd, FS_IOC_GETFLAGS, new Uint8Array(flags.buffer)) !== undefined) return undefined;
      // The kernel writes an int, whatever the number of the call says.
      const [word = 0] = new Int32Array(flags.buffer);
      return { nocow: (word & FS_NOCOW_FL) !== 0, compressed: (word & FS_COMPR_FL) !== 0 };
    },
    () => undefined,
  );
}

function withScratchFile<T>(
  directory: string,
  use: (fd: number) => T,
  otherwise = (code: string) => ({ kind: 'not-tried', directory, code }) as T,
): T {
  const fd = openScratchFile(directory);
  if (typeof fd === 'string') return otherwise(fd);
  try {
    return use(fd);
  } finally {
    closeSync(fd);
  }
}

/** Undefined, or the errno name. */
function fill(fd: number, directory: string, content: Uint8Array): string | undefined {
  try {
    writeAll({ fd, name: `a file in ${directory}` }, content, 0);
    return undefined;
  } catch (error) {
    if (error instanceof MachineError) return error.code;
    throw error;
  }
}
