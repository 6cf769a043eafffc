/**
 * Makes what was named in a directory last.
 *
 * Policy: whoever asks while the disk works on an earlier request shares the next one with all who
 * ask meanwhile: a hundred names cost a few syncs. File systems and directories that do not allow
 * it are left alone.
 */
import { closeSync, fsync, openSync } from 'node:fs';
import { promisify } from 'node:util';
import { errnoOf, MachineError } from './machine-error.ts';

/** By directory: the sync under way, and the one to follow it. */
const running = new Map<string, Promise<void>>();
const following = new Map<string, Promise<void>>();

/** Resolves when a sync that began after this call has ended. Throws MachineError. */
export function syncDirectory(directory: string): Promise<void> {
  const current = running.get(directory);
  if (current === undefined) return start(directory);
  const waiting = following.get(directory);
  if (waiting !== undefined) return waiting;
  const next = current
    .catch(() => {}) // Told to those who asked for it.
    .then(() => {
      following.delete(directory);
      return start(directory);
    });
  following.set(directory, next);
  return next;
}

function start(directory: string): Promise<void> {
  const sync = syncNow(directory).finally(() => running.delete(directory));
  running.set(directory, sync);
  return sync;
}

async function syncNow(directory: string): Promise<void> {
  try {
    const fd = openSync(directory, 'r');
    try {
      await promisify(fsync)(fd);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'EACCES' || code === 'EINVAL' || code === 'ENOTSUP') return;
    throw new MachineError({ doing: 'sync', subject: directory, code: code ?? 'EIO' }, error);
  }
}
