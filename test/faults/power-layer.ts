/**
 * Copies a disk at every moment after which the order of what reaches it matters: before and after
 * each fsync, and after a name has been given, moved or removed. Loaded by the program under test.
 *
 * Policy: copies what the device has by then. What only the kernel's memory has is not in it, as
 * after a power cut. The copy is a clone, made in one moment: other threads write meanwhile.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

/** The variables that name the image, and the directory for its copies. */
export const IMAGE_VARIABLE = 'RPMCOW_TEST_IMAGE';
export const COPIES_VARIABLE = 'RPMCOW_TEST_COPIES';

const image = process.env[IMAGE_VARIABLE];
const copies = process.env[COPIES_VARIABLE];
let count = 0;

function copyDisk(moment: string): void {
  const name = `${String(count++).padStart(3, '0')} ${moment}`;
  const { status, stderr } = spawnSync('cp', ['--reflink=always', image!, join(copies!, name)]);
  if (status !== 0) throw new Error(String(stderr));
}

/** Names are given, and disks are waited for, by the main thread. */
function watch(): void {
  const { fsync } = fs;
  fs.fsync = ((fd: number, done: (error: Error | null) => void) => {
    copyDisk('before fsync');
    fsync(fd, (error) => {
      copyDisk('after fsync');
      done(error);
    });
  }) as typeof fs.fsync;
  for (const name of ['renameSync', 'rmSync'] as const) {
    const real = fs[name] as (...args: unknown[]) => void;
    fs[name] = (...args: unknown[]) => {
      real(...args);
      copyDisk(`after ${name}`);
    };
  }
  syncBuiltinESMExports();
}

if (isMainThread && image !== undefined && copies !== undefined) watch();
