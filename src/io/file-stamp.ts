/** What tells, without a look inside, that a file is still the one that was read. */
import { statSync } from 'node:fs';
import { attempt } from './machine-error.ts';

export interface FileStamp {
  /** Bytes. */
  readonly size: number;
  /** Modification time in nanoseconds. */
  readonly mtime: bigint;
  readonly inode: bigint;
}

/** Throws MachineError where nothing can be told of the file. */
export function fileStamp(path: string): FileStamp {
  const { size, mtimeNs, ino } = attempt('examine', path, () => statSync(path, { bigint: true }));
  return { size: Number(size), mtime: mtimeNs, inode: ino };
}
