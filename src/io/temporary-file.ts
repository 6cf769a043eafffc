/**
 * The file a result is written into until it takes its place.
 *
 * Policy: without a name wherever the file system and the C library allow it (O_TMPFILE), so that
 * nothing is left whatever ends this process; only to replace another file it gets one, for an instant.
 * Elsewhere it has a name from the start, which cleanup.ts unlinks.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, constants, openSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { forgetTemporary, registerTemporary } from './cleanup.ts';
import { attempt, MachineError } from './machine-error.ts';
import { linkDescriptor } from './native/libc.ts';

/** open(2): the same on every architecture that Node runs on but PA-RISC, Alpha and SPARC. */
export const O_TMPFILE = 0o20_000_000 | constants.O_DIRECTORY;
/** In UTF-16 units: at most three bytes each, so the temporary name stays below 255 bytes. */
const LONGEST_NAME_PART = 64;

/** Plain data: any thread of the process may go on with it. */
export interface TemporaryFile {
  /** Open for reading and writing, and the caller's to close. */
  readonly fd: number;
  /** The name it has, or gets on the way to its own. */
  readonly name: string;
  readonly kind: 'named' | 'unnamed';
}

/** A new file in the directory of `target`; `path` is for messages. Throws MachineError. */
export function openTemporary(target: string, path: string, mode: number): TemporaryFile {
  const name = basename(target).slice(0, LONGEST_NAME_PART);
  const suffix = randomBytes(6).toString('base64url');
  const temporary = join(dirname(target), `.${name}.${suffix}.rpmcow-tmp`);
  return unnamed(target, temporary, mode) ?? named(temporary, path, mode);
}

/** Gives it the name `target`, replacing what had it. */
export function moveTemporary({ fd, name, kind }: TemporaryFile, target: string): void {
  if (kind === 'named') {
    renameSync(name, target);
    forgetTemporary(name);
    return;
  }
  const taken = linkDescriptor(fd, target);
  if (taken === undefined) return;
  const code = taken === 'EEXIST' ? linkDescriptor(fd, name) : taken;
  if (code !== undefined) {
    throw new MachineError({ doing: 'give a name to', subject: target, code });
  }
  try {
    renameSync(name, target);
  } catch (error) {
    rmSync(name, { force: true });
    throw error;
  }
}

/** Removes what is left of one that was not moved. */
export function removeTemporary({ name, kind }: TemporaryFile): void {
  if (kind === 'unnamed') return;
  attempt('remove', name, () => rmSync(name, { force: true }));
  forgetTemporary(name);
}

/** Undefined where there cannot be one, or it could never get a name. */
function unnamed(target: string, temporary: string, mode: number): TemporaryFile | undefined {
  const trial = openUnnamed(dirname(target), mode);
  if (trial === undefined) return undefined;
  const refusal = linkDescriptor(trial, temporary);
  closeSync(trial);
  if (refusal !== undefined) return undefined;
  attempt('remove', temporary, () => rmSync(temporary));
  // Not the same file: one that has had a name does not get another.
  const fd = openUnnamed(dirname(target), mode);
  return fd === undefined ? undefined : { fd, name: temporary, kind: 'unnamed' };
}

function openUnnamed(directory: string, mode: number): number | undefined {
  try {
    return openSync(directory, O_TMPFILE | constants.O_RDWR, mode);
  } catch {
    return undefined;
  }
}

function named(temporary: string, path: string, mode: number): TemporaryFile {
  registerTemporary(temporary);
  try {
    const fd = attempt('create a file beside', path, () => openSync(temporary, 'wx+', mode));
    return { fd, name: temporary, kind: 'named' };
  } catch (error) {
    forgetTemporary(temporary);
    throw error;
  }
}
