/**
 * Which contents the extents files of a directory have, remembered beside them.
 *
 * Policy: a cache and nothing more. It may be deleted, stale or wrong at any time: whoever uses an
 * answer checks the bytes. Two processes may use it at once. Where it cannot be written (a
 * read-only directory, a full disk) it is kept in memory; where it is damaged it is made anew, and so
 * nobody waits for the disk to have it.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const NAME = '.rpmcow-contents.sqlite';
/** Raised whenever the tables change: an index of another version is thrown away. */
const VERSION = 1;
const BUSY_MS = 5000;
const MOST_CANDIDATES = 4;

const SQLITE_BUSY = 5;
/** SQLITE_CORRUPT, SQLITE_NOTADB. */
const DAMAGED: readonly number[] = [11, 26];

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
  readonly #path: string;
  #database: DatabaseSync;

  /** Opens the index of a directory, or makes it. */
  constructor(directory: string) {
    this.#path = join(directory, NAME);
    this.#database = openAt(this.#path);
  }

  /** Names of the files that are indexed as they are now. */
  current(files: readonly FileIdentity[]): Set<string> {
    return this.#use((database) => {
      const find = database.prepare(
        'SELECT 1 FROM file WHERE name = ? AND size = ? AND mtime = ? AND inode = ?',
      );
      const known = files.filter(
        ({ name, size, mtime, inode }) => find.get(name, size, mtime, inode) !== undefined,
      );
      return new Set(known.map(({ name }) => name));
    });
  }

  /** Replaces what is known of a file. */
  replace(file: FileIdentity, algorithm: string, contents: Iterable<IndexedContent>): void {
    this.#change((database) => {
      forget(database, file.name);
      const { lastInsertRowid } = database
        .prepare('INSERT INTO file (name, size, mtime, inode) VALUES (?, ?, ?, ?)')
        .run(file.name, file.size, file.mtime, file.inode);
      const insert = database.prepare(
        'INSERT INTO content (file, algorithm, digest, size, offset) VALUES (?, ?, ?, ?, ?)',
      );
      for (const { digest, size, offset } of contents) {
        insert.run(lastInsertRowid, algorithm, digest, size, offset);
      }
    });
  }

  /** Forgets the files that are no longer there. */
  keepOnly(names: ReadonlySet<string>): void {
    this.#change((database) => {
      for (const { name } of database.prepare('SELECT name FROM file').all()) {
        if (!names.has(name as string)) forget(database, name as string);
      }
    });
  }

  /** Places that may have this content, the latest first; a few at most. */
  find(algorithm: string, digest: Uint8Array, size: number): KnownContent[] {
    return this.#use((database) =>
      database
        .prepare(
          `SELECT file.name, content.offset FROM content JOIN file ON file.id = content.file
           WHERE algorithm = ? AND digest = ? AND content.size = ?
           ORDER BY file.id DESC LIMIT ${MOST_CANDIDATES}`,
        )
        .all(algorithm, digest, size)
        .map(({ name, offset }) => ({ name: name as string, offset: offset as number })),
    );
  }

  close(): void {
    this.#database.close();
  }

  #change(work: (database: DatabaseSync) => void): void {
    this.#use((database) => {
      database.exec('BEGIN IMMEDIATE');
      try {
        work(database);
        database.exec('COMMIT');
      } catch (error) {
        // Some failures have ended the transaction themselves.
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      }
    });
  }

  /** From its first failure on the index is another one: anew or, most often, in memory. */
  #use<T>(work: (database: DatabaseSync) => T): T {
    try {
      return work(this.#database);
    } catch (error) {
      const code = sqliteCode(error);
      if (code === undefined) throw error;
      this.#database.close();
      this.#database = DAMAGED.includes(code) ? madeAnew(this.#path) : prepared(':memory:');
      return work(this.#database);
    }
  }
}

function forget(database: DatabaseSync, name: string): void {
  database.prepare('DELETE FROM file WHERE name = ?').run(name);
}

function openAt(path: string): DatabaseSync {
  try {
    return prepared(path);
  } catch (error) {
    if (sqliteCode(error) === SQLITE_BUSY) return prepared(':memory:');
    // Read-only, damaged, or of another version: all the same to a cache.
  }
  return madeAnew(path);
}

function madeAnew(path: string): DatabaseSync {
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

/** The primary result code of SQLite, undefined for every other error. */
function sqliteCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;
}
