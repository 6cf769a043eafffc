/**
 * A repository behind a server, or behind several that mirror it.
 *
 * Policy: metadata is copied to a temporary file without a name before it is looked at, and taken from
 * another mirror where it is not what is stated of it.
 */
import type { HttpClient } from '../../io/http/http-client.ts';
import type { Repository } from '../repository.ts';
import { fetchFile } from './fetch-file.ts';
import { createListing } from './metadata-listing.ts';
import type { MetadataStore } from './metadata-store.ts';
import { createRemoteAccess } from './remote-access.ts';
import { readRepomd } from './repodata.ts';
import type { Statement } from './verified-file.ts';

/** Mirrors that are asked for metadata that the former one has wrong. */
const MOST_COPIES = 4;

export interface RemotePlace {
  /** For people: an address without credentials and query. */
  readonly origin: string;
  readonly client: HttpClient;
  /** Addresses that end in `/`, without credentials, best first; one at least. */
  readonly mirrors: readonly string[];
  /** What its repomd.xml may be, by a metalink; empty where nobody says. */
  readonly versions: readonly Statement[];
  readonly signal: AbortSignal;
}

/** Throws RepositoryError or FetchError where its repomd.xml cannot be had. */
export async function openRemoteRepository(id: string, place: RemotePlace): Promise<Repository> {
  const { origin, client, mirrors, versions, signal } = place;
  const store = remoteStore(client, mirrors, signal);
  const repomd = await readRepomd(store, versions);
  const listing = createListing({ store, repomd, origin }, (base) =>
    mirrors.includes(withSlash(base)),
  );
  return {
    id,
    origin,
    revision: repomd.revision ?? null,
    get announced() {
      return listing.announced;
    },
    get troubles() {
      return listing.troubles.texts();
    },
    access: createRemoteAccess(client, mirrors),
    packages: () => listing.packages(),
    close: () => client.close(),
  };
}

function withSlash(address: string): string {
  return address.endsWith('/') ? address : `${address}/`;
}

function remoteStore(
  client: HttpClient,
  mirrors: readonly string[],
  signal: AbortSignal,
): MetadataStore {
  return {
    copies: Math.min(mirrors.length, MOST_COPIES),
    open(path, mostBytes, copy) {
      const inTurn = [...mirrors.slice(copy), ...mirrors.slice(0, copy)];
      return fetchFile(client, inTurn, path, mostBytes, signal);
    },
  };
}
