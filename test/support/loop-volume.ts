/**
 * File systems of a kind in a file, mounted for one test.
 *
 * Policy: where that cannot be done (not root, no mkfs, no loop device) the test is told why and
 * skips; what was mounted is unmounted when the test ends, however it ends.
 */
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export type FileSystemKind = 'btrfs' | 'xfs' | 'ext4' | 'tmpfs';

const MIB = 1024 * 1024;
/** Sparse; the least that every mkfs takes. */
const VOLUME_MIB = 512;
const IMAGE = 'image';

/** Options of mkfs where a test names none. */
const MAKE: Readonly<Record<Exclude<FileSystemKind, 'tmpfs'>, readonly string[]>> = {
  btrfs: [],
  xfs: ['-m', 'reflink=1'],
  ext4: [],
};

export interface LoopVolume {
  readonly path: string;
  /** The file that the file system is in; none of a tmpfs. */
  readonly image: string;
  /** Bytes that have been written to the device so far; syncs first. */
  written(): number;
}

export interface VolumeOptions {
  /** Options of mkfs: `-m reflink=0`. */
  readonly make?: readonly string[];
  /** Options of mount: `compress=zstd`. */
  readonly mount?: readonly string[];
  /** Its size; ext4 needs 1, btrfs 120, XFS 300. */
  readonly mib?: number;
  /** Where the file that it is in lies; among temporary files by default. */
  readonly directory?: string;
}

/** A fresh file system, or undefined, with the reason printed, where there can be none. */
export function loopVolume(
  kind: FileSystemKind,
  options: VolumeOptions = {},
): LoopVolume | undefined {
  const scratch = mkdtempSync(join(options.directory ?? tmpdir(), 'rpmcow-volume-'));
  onTestFinished(() => rmSync(scratch, { recursive: true, force: true }));
  const path = join(scratch, 'mounted');
  mkdirSync(path);
  const mounted =
    kind === 'tmpfs'
      ? run('mount', '-t', 'tmpfs', 'tmpfs', path)
      : mount(kind, scratch, path, options);
  if (mounted !== undefined) {
    console.warn(`skipped: no ${kind} volume can be made here: ${mounted}`);
    return undefined;
  }
  onTestFinished(() => {
    const failure = run('umount', path);
    if (failure === undefined) return;
    run('umount', '--lazy', path);
    throw new Error(`a file on the ${kind} volume is still open: ${failure}`);
  });
  return { path, image: join(scratch, IMAGE), written: () => writtenTo(path) };
}

/** What went wrong, if anything. */
function mount(
  kind: Exclude<FileSystemKind, 'tmpfs'>,
  scratch: string,
  path: string,
  { make = MAKE[kind], mount = [], mib = VOLUME_MIB }: VolumeOptions,
): string | undefined {
  const image = join(scratch, IMAGE);
  closeSync(openSync(image, 'w'));
  truncateSync(image, mib * MIB);
  return (
    run(`mkfs.${kind}`, '-q', ...make, image) ??
    run('mount', '-o', ['loop', ...mount].join(','), image, path)
  );
}

function run(program: string, ...args: readonly string[]): string | undefined {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  return status === 0 ? undefined : (error?.message ?? stderr.trim());
}

function writtenTo(path: string): number {
  spawnSync('sync');
  const source = spawnSync('findmnt', ['-no', 'SOURCE', path], { encoding: 'utf8' }).stdout.trim();
  const device = source.replace(/^\/dev\//, '');
  const { stdout } = spawnSync('cat', [`/sys/block/${device}/stat`], { encoding: 'utf8' });
  const SECTORS_WRITTEN = 6;
  return Number(stdout.trim().split(/\s+/)[SECTORS_WRITTEN]) * 512;
}

/** Of a file's extents, how many bytes are shared with another file, and how many are not. */
export function sharing(path: string): { readonly shared: number; readonly own: number } {
  const { stdout, stderr, status } = spawnSync('filefrag', ['-sv', path], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const { blksize } = statSync(path);
  let shared = 0;
  let own = 0;
  for (const line of stdout.split('\n')) {
    const match = /^ *\d+: +\d+\.\. +\d+: +\d+\.\. +\d+: +(\d+):(.*)$/.exec(line);
    if (match === null) continue;
    const bytes = Number(match[1]) * blksize;
    if (/\bshared\b/.test(match[2]!)) shared += bytes;
    else own += bytes;
  }
  return { shared, own };
}
