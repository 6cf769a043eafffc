/**
 * A lock that one process holds and that ends with it, however it ends.
 *
 * Policy: an exclusive lock of SQLite's on an empty file: it holds wherever SQLite's own do, across
 * containers and network file systems, and a killed process leaves none behind, at most the empty
 * file. Who holds the lock removes the file; so who got one makes sure that it is the lock of the
 * file that is there.
 */
import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { attempt } from './machine-error.ts';

/** Of SQLite: somebody else holds the lock. */
const SQLITE_BUSY = 5;
const MOST_TRIES = 10;

/** Takes the lock, or says undefined where another process has it. Throws MachineError. */
export function takeLock(path: string): { release(): void } | undefined {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    attempt('create', path, () => closeSync(openSync(path, 'a')));
    const before = inodeOf(path);
    const database = lockedDatabase(path);
    if (database === undefined) return undefined;
    if (before !== undefined && inodeOf(path) === before) {
      return {
        release() {
          attempt('remove', path, () => rmSync(path, { force: true }));
          database.close();
        },
      };
    }
    database.close();
  }
  return undefined;
}

function lockedDatabase(path: string): DatabaseSync | undefined {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) {
      return undefined;
    }
    throw error;
  }
}

function inodeOf(path: string): bigint | undefined {
  return attempt(
    'examine',
    path,
    () => statSync(path, { bigint: true, throwIfNoEntry: false })?.ino,
  );
}
