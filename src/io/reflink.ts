/**
 * Ranges of one file that become ranges of another: shared by the file system, or copied by it.
 *
 * Policy: one system call's worth of decision each; a refusal is an answer. Which way to take, and
 * what to do about a refusal, is for file-copier.ts.
 * Source: ioctl_ficlonerange(2), copy_file_range(2).
 */
import { copyFileRange, ioctl } from './native/libc.ts';

/** _IOW(0x94, 13, struct file_clone_range); the direction bits are others on POWER. */
const FICLONERANGE = process.arch === 'ppc64' ? 0x8020_940d : 0x4020_940d;
/** struct file_clone_range, of one call at a time: source, its offset, length, target offset. */
const RANGE = new BigInt64Array(4);
const ARGUMENT = new Uint8Array(RANGE.buffer);

/**
 * Makes `length` bytes of the target the source's own blocks. Offsets and length are multiples of
 * the file system's block size, but for a length that ends where the source does.
 * Undefined, or the errno name: EOPNOTSUPP no such file system, EXDEV not the same one, EINVAL not
 * aligned, ETXTBSY a swap file.
 */
export function cloneRange(
  sourceFd: number,
  sourceOffset: number,
  length: number,
  targetFd: number,
  targetOffset: number,
): string | undefined {
  RANGE[0] = BigInt(sourceFd);
  RANGE[1] = BigInt(sourceOffset);
  RANGE[2] = BigInt(length);
  RANGE[3] = BigInt(targetOffset);
  return ioctl(targetFd, FICLONERANGE, ARGUMENT);
}

/** How far a copy within the kernel came, and the errno name of what stopped it. */
export interface RangeCopy {
  /** Bytes copied: fewer than asked for without an error only where the source ends. */
  readonly copied: number;
  readonly errno: string | undefined;
}

/** Copies within the kernel. On btrfs and XFS that may share blocks as well. */
export function copyRange(
  sourceFd: number,
  sourceOffset: number,
  length: number,
  targetFd: number,
  targetOffset: number,
): RangeCopy {
  let copied = 0;
  while (copied < length) {
    const result = copyFileRange(
      sourceFd,
      sourceOffset + copied,
      targetFd,
      targetOffset + copied,
      length - copied,
    );
    if (result === 'EINTR') continue;
    if (typeof result === 'string') return { copied, errno: result };
    if (result === 0) break;
    copied += result;
  }
  return { copied, errno: undefined };
}
