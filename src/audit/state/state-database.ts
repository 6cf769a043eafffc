/**
 * The file of an audit's state.
 *
 * Policy: a file that is not ours, or of another version, or damaged, is refused and left as it is.
 * While it is in use, the log of SQLite stands beside it, so that readers see the last finished audit
 * and writers do not wait for them; afterwards it is one file, which can be copied and read
 * anywhere. No credentials are in it: names, addresses and messages come without.
 */
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { MachineError } from '../../io/machine-error.ts';
import { isDirectory } from '../../io/walk.ts';

/** `rpmA`: of all SQLite files only ours say that. */
const APPLICATION = 0x72706d41;
/** Raised whenever the tables change. */
const VERSION = 1;
/** What another process may hold the file for, at most: a reader's switch of the log, a checkpoint. */
const BUSY_MS = 5000;
/** Memory for pages, in KiB; negative, as SQLite wants that. */
const CACHE_KIB = -4096;
/** Of 4 KiB: how long the log gets before it is merged, which waits for the disk. */
const LOG_PAGES = 8192;

const TABLES = `
  -- A run that is not finished is nobody's audit yet; at most one is.
  CREATE TABLE audit (
    run INTEGER PRIMARY KEY, depth TEXT NOT NULL, rules TEXT NOT NULL, finished INTEGER NOT NULL);
  CREATE TABLE repository (
    run INTEGER, position INTEGER, name TEXT NOT NULL, origin TEXT NOT NULL, revision TEXT,
    troubles TEXT NOT NULL, PRIMARY KEY (run, position)) WITHOUT ROWID;
  -- What a run found in the listings; sorted as reports are.
  CREATE TABLE listed (
    run INTEGER, repository INTEGER, location TEXT, checksum TEXT, size INTEGER NOT NULL,
    result INTEGER, trouble TEXT, PRIMARY KEY (run, repository, location)) WITHOUT ROWID;
  -- What was found out about a file. The large columns come last: lookups do not read them.
  CREATE TABLE result (
    id INTEGER PRIMARY KEY, identity TEXT NOT NULL, listing TEXT NOT NULL, rules TEXT NOT NULL,
    shared INTEGER NOT NULL, depth TEXT NOT NULL, certain INTEGER NOT NULL, cloned INTEGER NOT NULL,
    lead TEXT, trouble TEXT, record TEXT NOT NULL, contents BLOB NOT NULL);
  CREATE INDEX result_key ON result (identity, listing, rules, shared, depth, certain);
  -- Heads that came over a network, squeezed.
  CREATE TABLE head (
    identity TEXT PRIMARY KEY, size INTEGER NOT NULL, tail BLOB NOT NULL, start BLOB NOT NULL);
  -- What files of this machine were when they were read.
  CREATE TABLE seen (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime INTEGER NOT NULL, inode INTEGER NOT NULL,
    identity TEXT NOT NULL) WITHOUT ROWID;
`;

/** Opens it to write, and makes it where there is none. @throws MachineError */
export function openToWrite(path: string): DatabaseSync {
  return withState(path, () =>
    opened(path, { timeout: BUSY_MS }, (database) => {
      if (isEmpty(database)) {
        database.exec(`
          PRAGMA journal_mode = WAL;
          BEGIN; ${TABLES}
          PRAGMA application_id = ${APPLICATION}; PRAGMA user_version = ${VERSION}; COMMIT`);
      }
      demandOurs(database, path);
      database.exec(`
        PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = ${LOG_PAGES};
        PRAGMA cache_size = ${CACHE_KIB}`);
    }),
  );
}

/**
 * Ways to open it for reading, best first. Whoever may write tidies up what is beside the file once
 * nobody uses it any more; others use what is there; where nothing can be made, nobody else writes.
 */
const TO_READ = [
  { query: 'mode=rw', readOnly: false },
  { query: 'mode=ro', readOnly: true },
  { query: 'immutable=1', readOnly: true },
] as const;

/** Opens it to read. @throws MachineError */
export function openToRead(path: string): DatabaseSync {
  return withState(path, () => {
    let refusal: unknown;
    for (const { query, readOnly } of TO_READ) {
      const url = pathToFileURL(path);
      url.search = query;
      try {
        return opened(url, { timeout: BUSY_MS, readOnly }, (database) => {
          demandOurs(database, path);
          database.exec(`PRAGMA query_only = 1; PRAGMA cache_size = ${CACHE_KIB}`);
        });
      } catch (error) {
        if (!UNWRITABLE.includes(resultCode(error))) throw error;
        refusal = error;
      }
    }
    throw refusal;
  });
}

/** What SQLite throws in `action` comes out as what is the matter with the file of the state. */
export function withState<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw stateError(path, error);
  }
}

export function stateError(path: string, error: unknown): unknown {
  const fault = isFullLog(error) ? FAULTS[SQLITE_FULL] : FAULTS[resultCode(error) ?? 0];
  if (fault === undefined) return error;
  // SQLite calls that an I/O error.
  if (isDirectory(path))
    return new MachineError({ doing: 'use', subject: path, code: 'EISDIR' }, error);
  return new MachineError({ doing: 'use', subject: path, ...fault }, error);
}

/** SQLITE_IOERR_SHMSIZE: there is no room for the index of the log. */
function isFullLog(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 4874;
}

/** The primary result code of SQLite: the low byte, the others say more about it. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined;
  return Number(error.errcode) & 0xff;
}

type Fault = Omit<ConstructorParameters<typeof MachineError>[0], 'doing' | 'subject'>;

const NOT_OURS: Fault = {
  code: 'STATE_FOREIGN',
  reason: 'it is a file, but no state of an audit',
  advice: 'name another file with --state',
};

const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const UNWRITABLE: readonly (number | undefined)[] = [SQLITE_READONLY, SQLITE_CANTOPEN];

/** By the primary result codes of SQLite. */
const FAULTS: Readonly<Record<number, Fault>> = {
  [SQLITE_BUSY]: { code: 'EBUSY', reason: 'another program holds it', advice: 'try again later' },
  [SQLITE_READONLY]: {
    code: 'EROFS',
    reason: 'it cannot be written',
    advice: 'check its permissions',
  },
  10: { code: 'EIO' },
  11: {
    code: 'STATE_DAMAGED',
    reason: 'it is damaged',
    advice: 'remove it and audit again: all in it can be had again',
  },
  [SQLITE_FULL]: { code: 'ENOSPC' },
  [SQLITE_CANTOPEN]: {
    code: 'ENOENT',
    reason: 'it cannot be opened',
    advice: 'check path and permissions',
  },
  26: NOT_OURS,
};

type Options = ConstructorParameters<typeof DatabaseSync>[1];

function opened(
  path: string | URL,
  options: Options,
  prepare: (database: DatabaseSync) => void,
): DatabaseSync {
  const database = new DatabaseSync(path, options);
  try {
    prepare(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Without a table, which is also what a full disk may have left of a first run. */
function isEmpty(database: DatabaseSync): boolean {
  if (pragma(database, 'application_id') !== 0) return false;
  return database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
}

function demandOurs(database: DatabaseSync, path: string): void {
  if (pragma(database, 'application_id') !== APPLICATION) {
    throw new MachineError({ doing: 'use', subject: path, ...NOT_OURS });
  }
  const version = pragma(database, 'user_version');
  if (version === VERSION) return;
  throw new MachineError({
    doing: 'use',
    subject: path,
    code: 'STATE_VERSION',
    reason: `it is a state of version ${version}, and this rpmcow knows version ${VERSION}`,
    advice: 'use the rpmcow that made it, or name another file with --state',
  });
}

function pragma(database: DatabaseSync, name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}
