/**
 * Packages behind a server: the bytes a prediction needs of their beginning and end, or all of one.
 *
 * Policy: locations come from metadata and are not believed: the client keeps them below the
 * repository. A whole package goes to a temporary file without a name, is checked by whoever reads
 * it, and is gone when closed.
 */

import { openFileSource } from '../../io/file-source.ts';
import type { HttpClient } from '../../io/http/http-client.ts';
import { closeSpill, openSpill, writeSpill } from '../../io/spill.ts';
import type { FetchedFile, ListedPackage, PackageAccess } from '../repository.ts';
import { fetchHead } from './remote-head.ts';

export type RemoteAccess = Extract<PackageAccess, { kind: 'remote' }>;

/** Bytes a package may be larger than listed, so that the rule on sizes gets to see it. */
const SIZE_SLACK = 1024 * 1024;

/** `mirrors` are base URLs that end in `/`, best first. */
export function createRemoteAccess(client: HttpClient, mirrors: readonly string[]): RemoteAccess {
  return {
    kind: 'remote',
    mirrors,
    head: (pkg, signal) => fetchHead(client, mirrors, pkg, signal),
    file: (pkg, signal) => fetchFile(client, mirrors, pkg, signal),
  };
}

async function fetchFile(
  client: HttpClient,
  mirrors: readonly string[],
  { location, size }: ListedPackage,
  signal: AbortSignal,
): Promise<FetchedFile> {
  const body = await client.get({ mirrors, path: location, mostBytes: size + SIZE_SLACK, signal });
  const spill = openSpill();
  try {
    let position = 0;
    for await (const chunk of body.chunks) {
      writeSpill(spill, chunk, position);
      position += chunk.length;
    }
    const source = openFileSource(spill.fd);
    return { source, transferred: body.transferred(), close: () => closeSpill(spill) };
  } catch (error) {
    closeSpill(spill);
    throw error;
  }
}
