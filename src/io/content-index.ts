/**
 * Which contents the extents files of a directory have, remembered beside them.
 *
 * Policy: a cache and nothing more. It may be deleted, stale or wrong at any time: whoever uses an
 * answer checks the bytes. Two processes may use it at once. Where it cannot be written (a
 * read-only directory) it is kept in memory; where it is damaged it is made anew, and so nobody
 * waits for the disk to have it.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const NAME = '.rpmcow-contents.sqlite';
/** Raised whenever the tables change: an index of another version is thrown away. */
const VERSION = 1;
const BUSY_MS = 5000;
const MOST_CANDIDATES = 4;

/** What tells that a file is still the one that was read. */
export interface FileIdentity {
  readonly name: string;
  readonly size: number;
  /** Modification time in nanoseconds. */
  readonly mtime: bigint;
  readonly inode: bigint;
}

/** A place where a content was seen. */
export interface KnownContent {
  /** File name in the directory. */
  readonly name: string;
  readonly offset: number;
}

/** One content of a file, as its digest table lists it. */
export interface IndexedContent {
  readonly digest: Uint8Array;
  readonly size: number;
  readonly offset: number;
}

export class ContentIndex {
  readonly #database: DatabaseSync;

  /** Opens the index of a directory, or makes it. */
  constructor(directory: string) {
    this.#database = openIn(directory);
  }

  /** Names of the files that are indexed as they are now. */
  current(files: readonly FileIdentity[]): Set<string> {
    const find = this.#database.prepare(
      'SELECT 1 FROM file WHERE name = ? AND size = ? AND mtime = ? AND inode = ?',
    );
    const known = files.filter(
      ({ name, size, mtime, inode }) => find.get(name, size, mtime, inode) !== undefined,
    );
    return new Set(known.map(({ name }) => name));
  }

  /** Replaces what is known of a file. */
  replace(file: FileIdentity, algorithm: string, contents: Iterable<IndexedContent>): void {
    this.#transaction(() => {
      this.#forget(file.name);
      const { lastInsertRowid } = this.#database
        .prepare('INSERT INTO file (name, size, mtime, inode) VALUES (?, ?, ?, ?)')
        .run(file.name, file.size, file.mtime, file.inode);
      const insert = this.#database.prepare(
        'INSERT INTO content (file, algorithm, digest, size, offset) VALUES (?, ?, ?, ?, ?)',
      );
      for (const { digest, size, offset } of contents) {
        insert.run(lastInsertRowid, algorithm, digest, size, offset);
      }
    });
  }

  /** Forgets the files that are no longer there. */
  keepOnly(names: ReadonlySet<string>): void {
    this.#transaction(() => {
      for (const { name } of this.#database.prepare('SELECT name FROM file').all()) {
        if (!names.has(name as string)) this.#forget(name as string);
      }
    });
  }

  /** Places that may have this content, the latest first; a few at most. */
  find(algorithm: string, digest: Uint8Array, size: number): KnownContent[] {
    return this.#database
      .prepare(
        `SELECT file.name, content.offset FROM content JOIN file ON file.id = content.file
         WHERE algorithm = ? AND digest = ? AND content.size = ?
         ORDER BY file.id DESC LIMIT ${MOST_CANDIDATES}`,
      )
      .all(algorithm, digest, size)
      .map(({ name, offset }) => ({ name: name as string, offset: offset as number }));
  }

  close(): void {
    this.#database.close();
  }

  #forget(name: string): void {
    this.#database.prepare('DELETE FROM file WHERE name = ?').run(name);
  }

  #transaction(work: () => void): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}

function openIn(directory: string): DatabaseSync {
  const path = join(directory, NAME);
  try {
    return prepared(path);
  } catch (error) {
    if (isBusy(error)) return prepared(':memory:');
    // Read-only, damaged, or of another version: all the same to a cache.
  }
  try {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
    return prepared(path);
  } catch {
    return prepared(':memory:');
  }
}

function prepared(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: true, timeout: BUSY_MS });
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF');
    const { user_version: version } = database.prepare('PRAGMA user_version').get() ?? {};
    if (version !== 0 && version !== VERSION) throw new Error('an index of another version');
    database.exec(`
      CREATE TABLE IF NOT EXISTS file (
        id INTEGER PRIMARY KEY, name TEXT UNIQUE, size INTEGER, mtime INTEGER, inode INTEGER);
      CREATE TABLE IF NOT EXISTS content (
        file INTEGER REFERENCES file ON DELETE CASCADE,
        algorithm TEXT, digest BLOB, size INTEGER, offset INTEGER);
      CREATE INDEX IF NOT EXISTS content_digest ON content (digest);
      CREATE INDEX IF NOT EXISTS content_file ON content (file);
      PRAGMA user_version = ${VERSION}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Somebody else holds it for longer than one waits for a cache. */
function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5;
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}
