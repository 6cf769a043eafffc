/**
 * Lets go of a descriptor that was somebody else's and into which nothing will be written any more.
 *
 * Policy: its number stays taken, by /dev/null, opened as a confined process still can. Needed because koffi's library, once loaded, syncs
 * standard output when the process exits: for a large result that is a wait for the disk that
 * nobody asked for.
 */
import { closeSync, fstatSync, openSync } from 'node:fs';

/** Lets go of `fd` where it is a regular file; nothing else can be synced. */
export function letGo(fd: number): void {
  if (!fstatSync(fd).isFile()) return;
  closeSync(fd);
  // The kernel gives the lowest number that is free.
  while (openSync('/dev/null', 'r') < fd);
}
