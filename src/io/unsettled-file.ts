/**
 * A complete result that has neither reached the disk nor got its name.
 *
 * Policy: plain data, so that one thread can write the next result while another waits for the disk.
 * The name comes after the sync: a power cut leaves what was there or all of the new. Waiting is
 * for the thread pool of libuv, not for the thread that asks.
 */
import { closeSync, fchmodSync, fsync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { attempt, attemptAsync } from './machine-error.ts';
import { syncDirectory } from './sync-directory.ts';
import { moveTemporary, removeTemporary, type TemporaryFile } from './temporary-file.ts';

export interface UnsettledFile {
  readonly temporary: TemporaryFile;
  /** Permission bits it is to have; undefined where it has them. */
  readonly mode: number | undefined;
  /** Its final name, and how messages call it. */
  readonly target: string;
  readonly path: string;
}

/**
 * Gives it its name, and closes it. With `sync` the disk then has both.
 * Throws MachineError; then nothing of it is left, unless only the directory could not be synced.
 */
export async function settle(file: UnsettledFile, sync: boolean): Promise<void> {
  const { temporary, mode, target, path } = file;
  const { fd } = temporary;
  try {
    if (mode !== undefined) attempt('finish', path, () => fchmodSync(fd, mode));
    if (sync) await attemptAsync('finish', path, () => promisify(fsync)(fd));
    attempt('finish', path, () => moveTemporary(temporary, target));
  } catch (error) {
    removeTemporary(temporary);
    throw error;
  } finally {
    closeSync(fd);
  }
  if (sync) await syncDirectory(dirname(target));
}

/** Leaves nothing of it. */
export function discard({ temporary }: UnsettledFile): void {
  closeSync(temporary.fd);
  removeTemporary(temporary);
}
