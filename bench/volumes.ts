/**
 * Loop volumes of our own, so that nothing else writes to the device that is measured.
 *
 * Policy: needs root. The image is unlinked as soon as it is mounted and the loop device frees
 * itself, so that unmounting is all there is to undo; and since the whole benchmark runs in a mount
 * namespace of its own, the kernel undoes that even when the benchmark is killed. Commands that
 * make a volume are not interrupted: they take moments, and half a mount is hard to undo.
 */

import { mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runCommand } from './command.ts';
import { describePlace, mountOf, type Place } from './places.ts';

const MAKE = {
  btrfs: ['mkfs.btrfs', '-q'],
  xfs: ['mkfs.xfs', '-q', '-m', 'reflink=1'],
} as const;

export type VolumeKind = keyof typeof MAKE;

export const VOLUME_KINDS = Object.keys(MAKE) as VolumeKind[];

const INSIDE = 'RPMCOW_BENCH_OWN_MOUNTS';

/**
 * Goes on in a mount namespace of this process's own: what it mounts nobody else sees, and is gone
 * when it ends, however it ends. Where that is impossible nothing changes.
 */
export async function enterOwnMountNamespace(): Promise<void> {
  if (process.env[INSIDE] !== undefined || process.execve === undefined) return;
  const unshare = ['unshare', '--mount', '--propagation', 'slave', '--'];
  try {
    await runCommand([...unshare, 'true']);
  } catch {
    return;
  }
  // env(1) looks unshare up on the PATH, which execve does not.
  const self = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  process.execve('/usr/bin/env', ['env', ...unshare, ...self], { ...process.env, [INSIDE]: '1' });
}

/** Makes and mounts a volume of `size` bytes below the directory; space is only taken when used. */
export async function makeVolume(
  kind: VolumeKind,
  directory: string,
  size: number,
): Promise<Place> {
  const image = join(directory, `${kind}.img`);
  const path = join(directory, kind);
  mkdirSync(path);
  try {
    await runCommand(['truncate', '-s', String(size), image]);
    await runCommand([...MAKE[kind], image]);
    await runCommand(['mount', '-o', 'loop', image, path]);
  } finally {
    rmSync(image, { force: true });
  }
  return await describePlace(kind, path, basename(mountOf(path).source));
}

/** Unmounts what {@link makeVolume} mounted there, if it came so far. */
export async function removeVolume(kind: VolumeKind, directory: string): Promise<void> {
  const path = join(directory, kind);
  if (mountOf(path).point !== path) return;
  try {
    await runCommand(['umount', path]);
  } catch {
    // Somebody looks into it: it goes when they leave.
    await runCommand(['umount', '--lazy', path]);
  }
}
