/**
 * A result that appears under its path complete, or not at all.
 *
 * Policy: written to a temporary file beside the target, synced, then renamed over it: a power cut,
 * too, leaves what was there or all of the new. The target's permission bits are kept, its owner
 * is not. A symbolic link is followed: the file it points to is replaced. Devices, FIFOs and
 * /dev/stdout cannot be replaced and are streamed to. Whatever forbids the result is reported before
 * any work.
 */

import {
  closeSync,
  constants,
  lstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { descriptorOutput } from './descriptor-output.ts';
import { attempt, errnoOf, MachineError } from './machine-error.ts';
import type { CloningOutput, FileOutput, Output } from './output.ts';
import { ownFileOutput } from './own-file-output.ts';
import { stagedOutput } from './staged-output.ts';
import { openTemporary, removeTemporary } from './temporary-file.ts';
import { settle, type UnsettledFile } from './unsettled-file.ts';

const MOST_LINKS = 40;

export interface AtomicFileOptions {
  /** Permission bits; by default those of the file that is replaced, else 0666 less the umask. */
  readonly mode?: number;
  /** Whether `commit` waits until the disk has it (default true). */
  readonly fsync?: boolean;
  /** Takes a complete result over, to give it to settle(): `commit` then neither syncs nor names it. */
  readonly defer?: (file: UnsettledFile) => void;
}

/** An output to `path`. Throws MachineError where there can be none. */
export function atomicFile(path: string, options: AtomicFileOptions = {}): Output {
  const target = resolveTarget(path);
  const descriptor = ownDescriptor(target);
  if (descriptor !== undefined) return descriptorOutput(descriptor, path);
  const stats = attempt('examine', path, () => statSync(target, { throwIfNoEntry: false }));
  if (stats?.isDirectory() || path.endsWith('/')) {
    throw new MachineError({ doing: 'write to', subject: path, code: 'EISDIR' });
  }
  if (stats !== undefined && !stats.isFile()) return deviceOutput(path);
  return replacement(target, path, options, stats);
}

function replacement(
  target: string,
  path: string,
  options: AtomicFileOptions,
  replaced: Stats | undefined,
): CloningOutput & FileOutput {
  const mode = options.mode ?? (replaced === undefined ? undefined : replaced.mode & 0o777);
  const temporary = openTemporary(target, path, mode === undefined ? 0o666 : 0o600);
  let open = true;
  return {
    ...ownFileOutput({ fd: temporary.fd, name: path }),
    async commit() {
      open = false;
      const file = { temporary, mode, target, path };
      if (options.defer === undefined) await settle(file, options.fsync ?? true);
      else options.defer(file);
    },
    abandon() {
      if (!open) return;
      open = false;
      closeSync(temporary.fd);
      removeTemporary(temporary);
    },
  };
}

function deviceOutput(path: string): Output {
  const fd = attempt('open', path, () => openSync(path, constants.O_WRONLY));
  const stream = stagedOutput({ fd, name: path });
  let open = true;
  const close = () => {
    if (open) closeSync(fd);
    open = false;
  };
  return {
    write: stream.write,
    writeOriginal: stream.writeOriginal,
    async commit() {
      await stream.commit();
      close();
    },
    abandon() {
      stream.abandon();
      close();
    },
  };
}

/** The path itself where it is no symbolic link, else the path at the end of the chain of links. */
function resolveTarget(path: string): string {
  return attempt('write to', path, () => {
    let target = resolve(path);
    for (let links = 0; links < MOST_LINKS; links++) {
      target = join(realDirectory(dirname(target), path), basename(target));
      if (ownDescriptor(target) !== undefined) return target;
      if (!lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink()) return target;
      target = resolve(dirname(target), readlinkSync(target));
    }
    throw new MachineError({ doing: 'write to', subject: path, code: 'ELOOP' });
  });
}

function realDirectory(directory: string, path: string): string {
  try {
    return realpathSync(directory);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    throw new MachineError(
      {
        doing: 'write to',
        subject: path,
        code: 'ENOENT',
        reason: `there is no directory ${directory}`,
        advice: 'create it first',
      },
      error,
    );
  }
}

/** N where the resolved path is this process's /proc/PID/fd/N, the end of /dev/stdout. */
function ownDescriptor(target: string): number | undefined {
  if (dirname(target) !== `/proc/${process.pid}/fd`) return undefined;
  const fd = Number(basename(target));
  return Number.isSafeInteger(fd) ? fd : undefined;
}
