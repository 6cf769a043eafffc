/**
 * Room for a decoder whose window is wide, in a temporary file and not in memory.
 *
 * Policy: on file systems alone where reserved space stays reserved, whatever is written over; there
 * must be no page that the disk has no room for. On btrfs that takes a file that is not copied on
 * write. Anywhere else, on tmpfs above all, nothing is won: the decoder has its window in memory.
 */
import { closeSync, statfsSync } from 'node:fs';
import { attempt, unlessMachineFails } from '../machine-error.ts';
import { type FileMapping, mapFile } from '../native/file-mapping.ts';
import { ioctl } from '../native/libc.ts';
import { createTemporaryFile } from '../spool.ts';

/** Bytes; what most packages have is narrower, and in memory. */
export const WIDE_WINDOW = 16 * 1024 * 1024;

/** statfs(2). */
const EXT4 = 0xef53;
const XFS = 0x58465342;
const BTRFS = 0x9123683e;

/** FS_IOC_SETFLAGS, _IOW('f', 2, long); the direction bits are others on POWER. */
const SET_FLAGS = process.arch === 'ppc64' ? 0x8008_6602 : 0x4008_6602;
/** FS_NOCOW_FL of linux/fs.h, as a long. */
const NOT_COPIED_ON_WRITE = new Uint8Array(BigInt64Array.of(0x0080_0000n).buffer);

/** `size` bytes that the caller unmaps; undefined where there is no such file. */
export function openWindowFile(size: number): FileMapping | undefined {
  return unlessMachineFails(() => {
    const { fd, name } = createTemporaryFile();
    try {
      return keepsSpace(fd, name) ? mapFile(fd, size) : undefined;
    } finally {
      closeSync(fd);
    }
  });
}

function keepsSpace(fd: number, name: string): boolean {
  const { type } = attempt('examine', name, () => statfsSync(`/proc/self/fd/${fd}`));
  if (type === BTRFS) return ioctl(fd, SET_FLAGS, NOT_COPIED_ON_WRITE) === undefined;
  return type === EXT4 || type === XFS;
}
