/**
 * What `repodata` says of a repository: its repomd.xml, and the list of packages that it names.
 *
 * Policy: repomd.xml is read when the repository is opened, the list whenever it is asked for; of each
 * only what is stated of it counts. Only `primary` is read: no databases, no zchunk.
 */
import { whyOutside } from '../../../native-free-parsers/repodata/location.ts';
import {
  type Repomd,
  type RepomdData,
  RepomdParser,
} from '../../../native-free-parsers/repodata/repomd.ts';
import { shown } from '../../../native-free-parsers/repodata/shown.ts';
import { type MetadataFile, type MetadataStore, parseDocument } from './metadata-store.ts';
import { type PrimaryEntry, readPrimary } from './read-primary.ts';
import { RepositoryError } from './repository-error.ts';
import { openVerified, type Statement } from './verified-file.ts';

export const REPOMD_PATH = 'repodata/repomd.xml';

/** Bytes; real ones have a few thousand. */
const MOST_REPOMD = 4 * 1024 * 1024;
/** Bytes, where repomd.xml does not say. */
const MOST_PRIMARY = 4 * 1024 * 1024 * 1024;

/** @param versions what it may be, by a metalink; empty where nobody says. */
export async function readRepomd(
  store: MetadataStore,
  versions: readonly Statement[],
): Promise<Repomd> {
  const file = await openVerified(store, REPOMD_PATH, MOST_REPOMD, versions);
  try {
    return await parseDocument(file, new RepomdParser());
  } finally {
    file.close();
  }
}

/** Where a list of packages is read from. */
export interface PrimaryFile {
  readonly store: MetadataStore;
  readonly repomd: Repomd;
  /** For messages: where the repository is. */
  readonly origin: string;
}

/** Every entry of the list. Throws RepositoryError, MachineError, FetchError. */
export async function* primaryEntries(
  { store, repomd, origin }: PrimaryFile,
  announced: (packages: number | null) => void,
): AsyncGenerator<PrimaryEntry, void, undefined> {
  const data = primaryOf(repomd, `${origin}/${REPOMD_PATH}`);
  const file = await openPrimary(store, data);
  try {
    yield* readPrimary(file, data, announced);
  } finally {
    file.close();
  }
}

function openPrimary(store: MetadataStore, data: RepomdData): Promise<MetadataFile> {
  const { location, size, checksum } = data;
  const stated = { size, checksums: checksum === undefined ? [] : [checksum] };
  return openVerified(store, location, MOST_PRIMARY, [stated]);
}

function primaryOf({ data }: Repomd, name: string): RepomdData {
  const primary = data.find(({ type }) => type === 'primary');
  if (primary === undefined) {
    const types = data.map(({ type }) => shown(type)).join(', ') || 'nothing';
    throw new RepositoryError('MISSING', name, `expected data of type primary, found ${types}`);
  }
  const why = primary.base === undefined ? whyOutside(primary.location) : 'relative to another one';
  if (why !== undefined) {
    const problem = `the address of primary is ${why}: ${shown(primary.location)}`;
    throw new RepositoryError('OUTSIDE', name, problem);
  }
  return primary;
}
