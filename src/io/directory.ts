/** The regular files of a directory, and what tells whether one has changed. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { FileIdentity } from './content-index.ts';
import { attempt } from './machine-error.ts';

/** Throws MachineError unless there is a directory of this name that can be listed. */
export function requireDirectory(path: string): void {
  attempt('list', path, () => readdirSync(path));
}

/** Not below subdirectories, nor hidden; what vanishes while it is looked at is left out. */
export function regularFiles(directory: string): FileIdentity[] {
  const entries = attempt('list', directory, () => readdirSync(directory, { withFileTypes: true }));
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .flatMap(({ name }) => {
      const path = join(directory, name);
      const stats = attempt('examine', path, () =>
        statSync(path, { bigint: true, throwIfNoEntry: false }),
      );
      if (stats === undefined) return [];
      return [{ name, size: Number(stats.size), mtime: stats.mtimeNs, inode: stats.ino }];
    });
}
