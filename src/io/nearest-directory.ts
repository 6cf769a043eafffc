/** The directory that is there where another is going to be, and its file system. */
import { realpathSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { attempt, MachineError } from './machine-error.ts';

export interface NearestDirectory {
  /** Absolute, without symbolic links. */
  readonly directory: string;
  /** st_dev. */
  readonly device: number;
  /** Bytes. */
  readonly blockSize: number;
  /** Bytes that a user without privileges can still write. */
  readonly free: number;
}

/** `path` itself, or the nearest above it that exists. @throws MachineError: not a directory. */
export function nearestDirectory(path: string): NearestDirectory {
  return attempt('examine', path, () => {
    const directory = realpathSync(existing(resolve(path)));
    const stats = statSync(directory);
    if (!stats.isDirectory()) {
      throw new MachineError({ doing: 'use', subject: directory, code: 'ENOTDIR' });
    }
    const { bsize, bavail } = statfsSync(directory);
    return { directory, device: stats.dev, blockSize: bsize, free: bavail * bsize };
  });
}

function existing(path: string): string {
  const there = statSync(path, { throwIfNoEntry: false }) !== undefined;
  return there || path === dirname(path) ? path : existing(dirname(path));
}
