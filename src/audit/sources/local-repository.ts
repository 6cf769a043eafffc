/**
 * A repository in a directory, with metadata or without.
 *
 * Policy: with metadata, what it lists is the repository; files beside that are told of, and so is what
 * is listed and not there, which is passed on all the same: whoever opens it says why it cannot be
 * read. Without, every package below the directory is listed, and nothing is known of it.
 */
import { join, posix } from 'node:path';
import { whyOutside } from '../../../native-free-parsers/repodata/location.ts';
import { shown } from '../../../native-free-parsers/repodata/shown.ts';
import { openFileSource } from '../../io/file-source.ts';
import { MachineError } from '../../io/machine-error.ts';
import { readerOf } from '../../io/package-input.ts';
import { sizeOf } from '../../io/walk.ts';
import type { ListedPackage, Repository } from '../repository.ts';
import { createListing, type MetadataListing } from './metadata-listing.ts';
import type { MetadataStore } from './metadata-store.ts';
import { readRepomd } from './repodata.ts';
import { RepositoryError } from './repository-error.ts';
import type { LoosePackages, TreeRepository } from './source-tree.ts';

/** Throws RepositoryError or MachineError where its repomd.xml cannot be read. */
export async function openLocalRepository(
  id: string,
  root: string,
  tree: TreeRepository,
): Promise<Repository> {
  const store = localStore(root);
  const repomd = await readRepomd(store, []);
  const listing = createListing({ store, repomd, origin: root }, () => false);
  return {
    id,
    origin: root,
    revision: repomd.revision ?? null,
    get announced() {
      return listing.announced;
    },
    get troubles() {
      return [...tree.problems, ...listing.troubles.texts()];
    },
    access: {
      kind: 'local',
      path(location) {
        const why = whyOutside(location);
        if (why === undefined) return join(root, location);
        throw new RepositoryError('OUTSIDE', root, `an address is ${why}: ${shown(location)}`);
      },
    },
    packages: () => comparedWithFiles(listing, root, tree),
    close: async () => {},
  };
}

async function* comparedWithFiles(
  listing: MetadataListing,
  root: string,
  { take, left, inner }: TreeRepository,
): AsyncGenerator<ListedPackage, void, undefined> {
  for await (const pkg of listing.packages()) {
    const path = posix.normalize(pkg.location);
    if (inner.some((repository) => path.startsWith(`${repository}/`))) continue;
    // Below a symbolic link to a directory there are files that no walk finds.
    if (!take(path) && !isThere(join(root, path))) {
      listing.troubles.add('listed, but not there', shown(pkg.location));
    }
    yield pkg;
  }
  for (const path of left()) {
    listing.troubles.add('there, but not listed, so left out', shown(path));
  }
}

function isThere(path: string): boolean {
  try {
    openFileSource(path).close();
    return true;
  } catch (error) {
    if (!(error instanceof MachineError)) throw error;
    return error.code !== 'ENOENT' && error.code !== 'ENOTDIR';
  }
}

/** @param loose packages below `root`. */
export function plainRepository(
  id: string,
  root: string,
  loose: LoosePackages,
  problems: readonly string[],
): Repository {
  return {
    id,
    origin: root,
    revision: null,
    announced: loose.count,
    troubles: problems,
    // Whatever names the walk found, they are below.
    access: { kind: 'local', path: (location) => join(root, location) },
    async *packages() {
      for (const location of loose.paths()) {
        yield { location, checksum: null, size: sizeOf(join(root, location)), listing: null };
      }
    },
    close: async () => {},
  };
}

function localStore(root: string): MetadataStore {
  return {
    copies: 1,
    async open(path, mostBytes) {
      const name = join(root, path);
      const source = openFileSource(name);
      const { size } = source;
      if (size > mostBytes) {
        source.close();
        const problem = `expected at most ${mostBytes} bytes, found ${size}`;
        throw new RepositoryError('TOO_LARGE', name, problem);
      }
      return { name, size, reader: () => readerOf(source), close: () => source.close() };
    },
  };
}
