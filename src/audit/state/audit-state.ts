/**
 * The state of an audit while it runs: what is known already, and what is found out.
 *
 * Policy: results count from the moment they are committed, whatever becomes of the run; the listing
 * of a run takes the place of the last one's all at once, when the run is finished. So a killed run
 * costs what was not committed, and readers never see half an audit. One process at a time.
 */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { FileStamp } from '../../io/file-stamp.ts';
import { takeLock } from '../../io/lock-file.ts';
import { MachineError } from '../../io/machine-error.ts';
import type { Depth } from '../audit.ts';
import type { KnownHead } from '../judge/head-source.ts';
import type { Judgement, Trouble } from '../judge/judgement.ts';
import type { ListedPackage, Repository } from '../repository.ts';
import { openToWrite, stateError } from './state-database.ts';

/** Rows that make a transaction, and how long they may wait. */
const BATCH_ROWS = 1000;
const BATCH_MS = 1000;

/** A result in the state. */
export interface KnownResult {
  readonly id: number;
  readonly depth: Judgement['depth'];
  readonly certain: boolean;
}

/** A head as the state has it: its start is squeezed. */
export type KeptHead = KnownHead;

export class AuditState {
  /** Whether nothing was known when it was opened. */
  readonly isNew: boolean;
  readonly #path: string;
  readonly #database: DatabaseSync;
  readonly #lock: { release(): void };
  readonly #statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  #run = 0;
  #rules = '';
  #rows = 0;
  #committed = performance.now();
  #open = true;

  /** Opens the state, or makes it. @throws MachineError, also where another audit runs on it. */
  constructor(path: string) {
    this.#path = path;
    const lock = takeLock(`${path}-lock`);
    if (lock === undefined) {
      throw new MachineError({
        doing: 'use',
        subject: path,
        code: 'STATE_IN_USE',
        reason: 'another audit is writing to it',
        advice: 'wait until that has ended, or name another file with --state',
      });
    }
    this.#lock = lock;
    try {
      this.#database = openToWrite(path);
    } catch (error) {
      lock.release();
      throw error;
    }
    try {
      const result = this.#use(() => this.#get('SELECT 1 FROM result LIMIT 1'));
      this.isNew = result === undefined;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Starts a run; what an interrupted one had listed is forgotten, what it found out is not. */
  begin(depth: Depth, ruleSet: string): void {
    this.#rules = ruleSet;
    this.#use(() => {
      this.#database.exec('BEGIN');
      this.#forgetRuns('finished = 0');
      const last = this.#get('SELECT max(run) AS run FROM audit')?.['run'];
      this.#run = Number(last ?? 0) + 1;
      this.#do('INSERT INTO audit VALUES (?, ?, ?, 0)', this.#run, depth, ruleSet);
    });
  }

  /** The best result for a file, if there is one by these rules. */
  find(identity: string, listing: string): KnownResult | undefined {
    const row = this.#use(() =>
      this.#get(
        `SELECT id, depth, certain FROM result
         WHERE identity = ? AND listing = ? AND rules = ? AND shared = 1
         ORDER BY depth = 'payload' DESC, id LIMIT 1`,
        identity,
        listing,
        this.#rules,
      ),
    );
    if (row === undefined) return undefined;
    const { id, depth, certain } = row;
    return { id: Number(id), depth: depth as Judgement['depth'], certain: certain === 1 };
  }

  /** What a file of this machine was when it was last read; whether it is still that. */
  seen(path: string, stamp: FileStamp): { identity: string; unchanged: boolean } | undefined {
    const row = this.#use(() =>
      this.#get(
        'SELECT identity, size = ? AND mtime = ? AND inode = ? AS same FROM seen WHERE path = ?',
        stamp.size,
        stamp.mtime,
        stamp.inode,
        path,
      ),
    );
    if (row === undefined) return undefined;
    return { identity: String(row['identity']), unchanged: row['same'] === 1 };
  }

  remember(path: string, { size, mtime, inode }: FileStamp, identity: string): void {
    const sql = 'INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?)';
    this.#write(() => this.#do(sql, path, size, mtime, inode, identity));
  }

  head(identity: string): KeptHead | undefined {
    const row = this.#use(() =>
      this.#get('SELECT size, tail, start FROM head WHERE identity = ?', identity),
    );
    if (row === undefined) return undefined;
    const { size, tail, start } = row;
    return { size: Number(size), tail: tail as Uint8Array, start: start as Uint8Array };
  }

  keepHead(identity: string, { size, tail, start }: KeptHead): void {
    const sql = 'INSERT OR REPLACE INTO head VALUES (?, ?, ?, ?)';
    this.#write(() => this.#do(sql, identity, size, tail, start));
  }

  /**
   * Keeps a result. Where two files have one identity the first one's stands; a file that is not what
   * its listing says has its result for itself.
   */
  keep(judgement: Judgement, listing: string): KnownResult {
    const { identity, asListed, depth, certain, clonedBytes, leadName, trouble } = judgement;
    const known = asListed ? this.find(identity, listing) : undefined;
    if (known?.depth === depth) return known;
    const id = this.#write(() =>
      this.#do(
        'INSERT INTO result VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        identity,
        listing,
        this.#rules,
        Number(asListed),
        depth,
        Number(certain),
        clonedBytes,
        leadName,
        textOf(trouble),
        judgement.record,
        judgement.contents,
      ),
    );
    return { id: Number(id), depth, certain };
  }

  /** A package of a repository, with its result and what went wrong with it. */
  list(
    repository: number,
    { location, checksum, size }: Omit<ListedPackage, 'listing'>,
    result: number | undefined,
    trouble: Trouble | undefined,
  ): void {
    const [found, wrong] = [result ?? null, textOf(trouble ?? null)];
    const sql = 'INSERT OR REPLACE INTO listed VALUES (?, ?, ?, ?, ?, ?, ?)';
    this.#write(() => this.#do(sql, this.#run, repository, location, checksum, size, found, wrong));
  }

  /** A repository whose packages are listed. */
  addRepository(
    position: number,
    { id, origin, revision }: Repository,
    troubles: readonly string[],
  ) {
    const sql = 'INSERT OR REPLACE INTO repository VALUES (?, ?, ?, ?, ?, ?)';
    const wrong = JSON.stringify(troubles);
    this.#write(() => this.#do(sql, this.#run, position, id, origin, revision, wrong));
  }

  /**
   * Makes the run the audit that readers see.
   * @param tidy whether what nothing refers to is removed: not where a listing could not be read.
   */
  finish(tidy: boolean): void {
    this.#use(() => {
      this.#do('UPDATE audit SET finished = 1 WHERE run = ?', this.#run);
      this.#forgetRuns(`run <> ${this.#run}`);
      if (tidy) this.#tidy();
    });
    this.commit();
  }

  /** Makes sure of what was written so far. */
  commit(): void {
    this.#rows = 0;
    this.#committed = performance.now();
    if (this.#database.isTransaction) this.#use(() => this.#database.exec('COMMIT'));
  }

  /** Commits, and lets others in. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    try {
      this.commit();
    } finally {
      this.#database.close();
      this.#lock.release();
    }
  }

  #forgetRuns(condition: string): void {
    const runs = `SELECT run FROM audit WHERE ${condition}`;
    for (const table of ['listed', 'repository', 'audit']) {
      this.#database.exec(`DELETE FROM ${table} WHERE run IN (${runs})`);
    }
  }

  #tidy(): void {
    this.#database.exec(`
      DELETE FROM result WHERE id NOT IN (SELECT result FROM listed WHERE result IS NOT NULL);
      DELETE FROM head WHERE identity NOT IN (SELECT identity FROM result);
      DELETE FROM seen WHERE identity NOT IN (SELECT identity FROM result)`);
  }

  #write<T>(action: () => T): T {
    return this.#use(() => {
      if (!this.#database.isTransaction) this.#database.exec('BEGIN');
      const result = action();
      this.#rows++;
      const isLate = this.#rows % 16 === 0 && performance.now() - this.#committed > BATCH_MS;
      if (isLate || this.#rows >= BATCH_ROWS) this.commit();
      return result;
    });
  }

  #do(sql: string, ...values: SQLInputValue[]): number | bigint {
    return this.#prepared(sql).run(...values).lastInsertRowid;
  }

  #get(sql: string, ...values: SQLInputValue[]) {
    return this.#prepared(sql).get(...values);
  }

  #prepared(sql: string) {
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #use<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw stateError(this.#path, error);
    }
  }
}

function textOf(trouble: Trouble | null): string | null {
  return trouble === null ? null : JSON.stringify(trouble);
}
