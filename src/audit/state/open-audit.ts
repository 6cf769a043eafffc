/**
 * A finished audit, read from its state.
 *
 * Policy: what the last finished run listed, also while another run is under way. Packages are read
 * one by one, whenever somebody asks for them; counts are made once, by one pass over all.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { CheckRecord } from '../../check/check-record.ts';
import { MachineError } from '../../io/machine-error.ts';
import type { Audit, AuditedPackage, Depth, RepositorySummary } from '../audit.ts';
import { contentsOf } from '../judge/contents.ts';
import { isHeadIdentity } from '../judge/file-identity.ts';
import type { Judgement, Trouble } from '../judge/judgement.ts';
import { NamedTallies } from './named-tallies.ts';
import { RuleTallies } from './rule-tallies.ts';
import { SharedContentsCounter } from './shared-contents.ts';
import { openToRead, stateError, withState } from './state-database.ts';
import { TallyCounter } from './tally-counter.ts';

export interface OpenAudit {
  readonly audit: Audit;
  /** Of all packages that have trouble: which. */
  readonly troubleCodes: ReadonlySet<string>;
  close(): void;
}

/**
 * Opens the state of a finished audit for reading.
 * @throws MachineError where there is none: no file, another file, a damaged one, an audit that was
 *   never finished.
 */
export function openAudit(path: string): OpenAudit {
  const database = openToRead(path);
  try {
    return {
      ...withState(path, () => readAudit(database, path)),
      close: () => database.close(),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

function readAudit(database: DatabaseSync, path: string): Omit<OpenAudit, 'close'> {
  // One state of the file for all reads, whatever is written meanwhile.
  database.exec('BEGIN');
  const run = database.prepare('SELECT run, depth, rules FROM audit WHERE finished = 1').get();
  if (run === undefined) {
    throw new MachineError({
      doing: 'read the audit of',
      subject: path,
      code: 'STATE_UNFINISHED',
      reason: 'it was interrupted before it had seen every package',
      advice: 'run rpmcow audit again on the same state: it goes on where it was',
    });
  }
  const repositories = repositoriesOf(database, Number(run['run']));
  const { counts, troubleCodes } = count(database, repositories, path);
  const audit = {
    depth: run['depth'] as Depth,
    ruleSet: String(run['rules']),
    ...counts,
    *packages() {
      for (const { audited } of rowsOf(database, repositories, path)) yield audited;
    },
  };
  return { audit, troubleCodes };
}

interface ListedRepository extends Omit<RepositorySummary, 'tally'> {
  readonly run: number;
  readonly position: number;
}

function repositoriesOf(database: DatabaseSync, run: number): readonly ListedRepository[] {
  return database
    .prepare('SELECT * FROM repository WHERE run = ? ORDER BY position')
    .all(run)
    .map(({ position, name, origin, revision, troubles }) => ({
      run,
      position: Number(position),
      id: String(name),
      origin: String(origin),
      revision: revision as string | null,
      troubles: JSON.parse(String(troubles)),
    }));
}

interface Counted {
  readonly counts: Omit<Audit, 'depth' | 'ruleSet' | 'packages'>;
  readonly troubleCodes: ReadonlySet<string>;
}

function count(
  database: DatabaseSync,
  repositories: readonly ListedRepository[],
  path: string,
): Counted {
  const total = new TallyCounter();
  const own = repositories.map(() => new TallyCounter());
  const [vendors, builders] = [new NamedTallies(), new NamedTallies()];
  const rules = new RuleTallies();
  const contents = new SharedContentsCounter();
  const troubleCodes = new Set<string>();
  for (const { place, audited, size, clonedBytes, list } of rowsOf(database, repositories, path)) {
    const { record, trouble } = audited;
    if (trouble !== null) troubleCodes.add(trouble.code);
    const counted = { size: record?.size ?? size, record, clonedBytes };
    total.add(counted);
    own[place]!.add(counted);
    vendors.add(record?.fingerprint?.vendor ?? '', counted);
    builders.add(record?.builder ?? '', counted);
    if (record !== null) rules.add(record);
    if (list !== null) contents.add(contentsOf(list));
  }
  const summaries = repositories.map(({ id, origin, revision, troubles }, place) => ({
    id,
    origin,
    revision,
    tally: own[place]!.result(),
    troubles,
  }));
  const counts = {
    total: total.result(),
    repositories: summaries,
    vendors: vendors.result(),
    builders: builders.result(),
    rules: rules.result(),
    contents: contents.result(),
  };
  return { counts, troubleCodes };
}

interface PackageRow {
  /** Of its repository, in the order given. */
  readonly place: number;
  readonly audited: AuditedPackage;
  /** Bytes, as listed. */
  readonly size: number;
  readonly clonedBytes: number;
  readonly list: Uint8Array | null;
}

function* rowsOf(
  database: DatabaseSync,
  repositories: readonly ListedRepository[],
  path: string,
): Generator<PackageRow, void, undefined> {
  const select = database.prepare(`
    SELECT location, checksum, listed.size, listed.trouble, depth, lead, cloned,
      result.trouble AS cut, record, contents, identity
    FROM listed LEFT JOIN result ON result.id = listed.result
    WHERE run = ? AND repository = ? ORDER BY location`);
  for (const [place, { run, position, id }] of repositories.entries()) {
    try {
      for (const row of select.iterate(run, position)) {
        const audited = packageOf(id, row);
        const { size, cloned, contents } = row;
        const list = contents as Uint8Array | null;
        yield { place, audited, size: Number(size), clonedBytes: Number(cloned), list };
      }
    } catch (error) {
      throw stateError(path, error);
    }
  }
}

function packageOf(repository: string, row: Record<string, unknown>): AuditedPackage {
  const location = String(row['location']);
  const identity = row['identity'] as string | null;
  const record = row['record'] as string | null;
  const trouble = (row['trouble'] ?? row['cut']) as string | null;
  return {
    repository,
    location,
    checksum: (row['checksum'] as string | null) ?? wholeFile(identity),
    depth: (row['depth'] as Judgement['depth'] | null) ?? 'headers',
    leadName: row['lead'] as string | null,
    record:
      record === null
        ? null
        : { path: location, ...(JSON.parse(record) as Omit<CheckRecord, 'path'>) },
    trouble: trouble === null ? null : (JSON.parse(trouble) as Trouble),
  };
}

/** What identifies a file is no checksum of it where only its head was read. */
function wholeFile(identity: string | null): string | null {
  return identity === null || isHeadIdentity(identity) ? null : identity;
}
