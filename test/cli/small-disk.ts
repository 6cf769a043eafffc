/** File systems to be full, or read-only: mounted for one test, where that is allowed. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { scratch } from './programs.ts';

/** A directory with so much space (`8k`, `1m`); undefined (said) where nothing may be mounted. */
export function smallDisk(size: string, options = 'rw'): string | undefined {
  const directory = join(scratch(), 'disk');
  mkdirSync(directory);
  const mount = spawnSync('mount', [
    '-t',
    'tmpfs',
    '-o',
    `size=${size},${options}`,
    'tmpfs',
    directory,
  ]);
  if (mount.status !== 0) {
    console.warn(`skipped: nothing may be mounted here: ${mount.stderr}`);
    return undefined;
  }
  onTestFinished(() => {
    spawnSync('umount', ['--lazy', directory]);
  });
  return directory;
}
