/**
 * Lets go of a descriptor that was somebody else's and into which nothing will be written any more.
 *
 * Policy: its number stays taken, by /dev/null, opened as a confined process still can. Needed
 * because koffi's library, once loaded, syncs standard output when the process exits: for a large
 * result that is a wait for the disk that nobody asked for. Where it cannot be, that wait is all
 * that comes of it.
 */
import { closeSync, fstatSync, openSync } from 'node:fs';
import { errnoOf } from './machine-error.ts';

/** Lets go of `fd` where it is a regular file; nothing else can be synced. */
export function letGo(fd: number): void {
  try {
    if (!fstatSync(fd).isFile()) return;
    // Before `fd` is closed: nothing else may get its number.
    const nothing = openSync('/dev/null', 'r');
    closeSync(fd);
    // The kernel gives the lowest number that is free.
    while (openSync('/dev/null', 'r') < fd);
    closeSync(nothing);
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
  }
}
