/**
 * A set of paths, however many, in little memory.
 *
 * Policy: exact, in a temporary database of SQLite's own, without a name, that goes to the disk where
 * it outgrows a small cache. It is gone when it is closed, or nobody has it any more, or the process
 * ends. So a repository of a million packages takes no more memory than one of ten.
 */
import { DatabaseSync } from 'node:sqlite';
import { withState } from '../state/state-database.ts';

/** Memory for pages, in KiB; negative, as SQLite wants that. */
const CACHE_KIB = -1024;

/** Every method throws MachineError where the disk for temporary files is full, or fails. */
export interface PathSet {
  /** Whether it was not there yet. */
  add(path: string): boolean;
  /** Whether it was there. */
  delete(path: string): boolean;
  /** Those below a directory, of all with an empty name, in the order of their bytes. */
  below(directory: string): Iterable<string>;
  close(): void;
}

export function createPathSet(): PathSet {
  const database = new DatabaseSync('');
  // Nothing is ever undone, so nothing is kept to undo it.
  database.exec(`
    PRAGMA cache_size = ${CACHE_KIB}; PRAGMA journal_mode = OFF;
    CREATE TABLE known (path TEXT PRIMARY KEY) WITHOUT ROWID; BEGIN`);
  const insert = database.prepare('INSERT OR IGNORE INTO known VALUES (?)');
  const remove = database.prepare('DELETE FROM known WHERE path = ?');
  const use = <T>(action: () => T) => withState('a temporary file', action);
  return {
    add: (path) => use(() => insert.run(path).changes === 1),
    delete: (path) => use(() => remove.run(path).changes === 1),
    *below(directory) {
      // `0` comes next after `/`.
      const [from, to] = directory === '' ? ['', null] : [`${directory}/`, `${directory}0`];
      const select = database.prepare(
        'SELECT path FROM known WHERE path >= ? AND (? IS NULL OR path < ?)',
      );
      const rows = use(() => select.iterate(from, to, to));
      for (;;) {
        const { done, value } = use(() => rows.next());
        if (done === true) return;
        yield String(value['path']);
      }
    },
    close: () => database.close(),
  };
}
