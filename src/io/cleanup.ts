/**
 * Unlinks temporary files that have a name when the process ends before they got their final one.
 *
 * Policy: nothing is installed until a program asks for it, and signal handlers exist only while
 * there is something to unlink, so that signals otherwise act at once. A handler runs when the
 * event loop does (see breathe.ts), unlinks, and sends the signal again: the exit status stays
 * that of the signal.
 */

import { unlinkSync } from 'node:fs';
import { undoOnSignal } from './undo-on-signal.ts';

const names = new Set<string>();
let installed = false;
let release = () => {};

/** To be called before the file is created. */
export function registerTemporary(path: string): void {
  names.add(path);
  if (names.size === 1) handleSignals();
}

/** To be called once the file was renamed or unlinked. */
export function forgetTemporary(path: string): void {
  if (names.delete(path) && names.size === 0) release();
}

/** For the start of a program. */
export function installCleanup(): void {
  if (installed) return;
  installed = true;
  process.on('exit', unlinkAll);
  if (names.size > 0) handleSignals();
}

function handleSignals(): void {
  if (installed) release = undoOnSignal(unlinkAll);
}

function unlinkAll(): void {
  for (const path of names) {
    try {
      unlinkSync(path);
    } catch {
      // Already gone, or not ours to remove any more: the process is ending, nobody can be told.
    }
  }
  names.clear();
}
