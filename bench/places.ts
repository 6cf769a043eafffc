/**
 * Where results are written: loop volumes of our own, or a directory of the user's.
 *
 * Policy: a place is used as it is found; what can be measured there is found out by trying.
 */

import { mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.ts';
import type { PlaceFacts } from './results.ts';

export interface Place extends PlaceFacts {
  /** A directory that is ours alone. */
  readonly path: string;
  /** `loop3`, where the device is ours alone, too, so that its counters count nobody else. */
  readonly device: string | null;
}

/** Describes a directory as a place; `device` as in {@link Place}. */
export async function describePlace(
  name: string,
  path: string,
  device: string | null,
): Promise<Place> {
  const { fileSystem, options } = mountOf(path);
  const reflink = await canReflink(path);
  return { name, path, device, fileSystem, options, reflink, ownVolume: device !== null };
}

/** Bytes the device was ever given. */
export function bytesWritten(device: string): number {
  const SECTORS_WRITTEN = 6;
  const fields = readFileSync(`/sys/block/${device}/stat`, 'utf8').trim().split(/\s+/);
  return Number(fields[SECTORS_WRITTEN]) * 512;
}

export function freeBytes(path: string): number {
  const { bfree, bsize } = statfsSync(path);
  return bfree * bsize;
}

export interface Mount {
  /** The directory it is mounted on. */
  readonly point: string;
  /** Such as /dev/loop3. */
  readonly source: string;
  readonly fileSystem: string;
  readonly options: string;
}

/** The mount that the path is on. Source: proc_pid_mountinfo(5). */
export function mountOf(path: string): Mount {
  let found: Mount = { point: '', source: '', fileSystem: 'unknown', options: '' };
  for (const line of readFileSync('/proc/self/mountinfo', 'utf8').trim().split('\n')) {
    const [before = '', after = ''] = line.split(' - ');
    const point = unescaped(before.split(' ')[4] ?? '');
    const [fileSystem = '', source = '', options = ''] = after.split(' ');
    const above = path === point || path.startsWith(point.endsWith('/') ? point : `${point}/`);
    // Of several at one point the last is on top.
    if (above && point.length >= found.point.length) found = { point, source, fileSystem, options };
  }
  return found;
}

/** Blanks and the like are octal there. */
function unescaped(field: string): string {
  return field.replace(/\\(\d{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
}

async function canReflink(directory: string): Promise<boolean> {
  const trial = join(directory, 'reflink-trial');
  mkdirSync(trial);
  try {
    writeFileSync(join(trial, 'a'), Buffer.alloc(64 * 1024, 1));
    await runCommand(['cp', '--reflink=always', join(trial, 'a'), join(trial, 'b')]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(trial, { recursive: true });
  }
}
