/**
 * A temporary file that one thread fills and another one reads, through one descriptor.
 *
 * Policy: explicit positions only. The file has no name and vanishes with its descriptor. Who may
 * read up to where is for the threads to agree on.
 */
import { closeSync, ftruncateSync, readSync } from 'node:fs';
import { attempt } from './machine-error.ts';
import { retrying } from './retry.ts';
import { createTemporaryFile, type TemporaryFile } from './spool.ts';
import { writeAll } from './write-all.ts';

/** What a thread needs to have of it. */
export type Spill = TemporaryFile;

/** An empty one. Throws MachineError where there is no place for it. */
export function openSpill(): Spill {
  return createTemporaryFile();
}

export function writeSpill(spill: Spill, chunk: Uint8Array, position: number): void {
  writeAll(spill, chunk, position);
}

/** Reads bytes that have been written; how many of them. */
export function readSpill({ fd, name }: Spill, into: Uint8Array, position: number): number {
  return attempt('read', name, () => retrying(() => readSync(fd, into, 0, into.length, position)));
}

/** Gives the disk space back. */
export function emptySpill({ fd, name }: Spill): void {
  attempt('truncate', name, () => ftruncateSync(fd, 0));
}

export function closeSpill({ fd }: Spill): void {
  closeSync(fd);
}
