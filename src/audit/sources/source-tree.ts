/**
 * Which repositories a directory holds: those with `repodata` of their own, at any depth.
 *
 * Policy: one walk, as for every directory argument (walk.ts). A package belongs to the nearest
 * repository above it; what stands outside of all of them is one without metadata. Names are kept on
 * disk: memory has none of them.
 */
import { relative } from 'node:path';
import { walkDirectory } from '../../io/walk.ts';
import { createPathSet, type PathSet } from './path-set.ts';
import { REPOMD_PATH } from './repodata.ts';

export interface SourceTree {
  /** By path; the root has an empty one. */
  readonly repositories: readonly TreeRepository[];
  /** Packages outside of all of them. */
  readonly loose: LoosePackages;
  /** Why directories outside of all of them could not be listed. */
  readonly problems: readonly string[];
}

export interface LoosePackages {
  readonly count: number;
  /** Below the root. */
  paths(): Iterable<string>;
}

export interface TreeRepository {
  /** Below the root; empty for the root itself. */
  readonly path: string;
  /** Takes a package out of those that were found, by its path in the repository: whether it was there. */
  take(path: string): boolean;
  /** Paths of its own packages that nobody took, relative to it. */
  left(): Iterable<string>;
  /** Paths of the repositories within it, relative to it. */
  readonly inner: readonly string[];
  /** Why directories of it could not be listed. */
  readonly problems: readonly string[];
}

export function scanTree(root: string): SourceTree {
  const found = createPathSet();
  const paths: string[] = [];
  const troubles = walkDirectory(root, ['.rpm', REPOMD_PATH], (name) => {
    if (name.endsWith('.rpm')) found.add(name);
    else if (`/${name}`.endsWith(`/${REPOMD_PATH}`)) {
      paths.push(name.slice(0, -REPOMD_PATH.length - 1));
    }
  });
  paths.sort();
  const all = paths.map((path) => draftOf(path, paths, found));
  const byPath = new Map(all.map((repository) => [repository.path, repository]));
  const problems: string[] = [];
  for (const { subject, message } of troubles) {
    const nearest = nearestAbove(`${relative(root, subject)}/`, byPath);
    (nearest?.problems ?? problems).push(message);
  }
  return { repositories: all, loose: looseOf(found, byPath), problems };
}

function draftOf(path: string, paths: readonly string[], found: PathSet) {
  const inner = paths
    .filter((other) => other !== path && isBelow(path, other))
    .map((other) => below(path, other));
  return {
    path,
    take: (name: string) => found.delete(path === '' ? name : `${path}/${name}`),
    *left() {
      for (const each of found.below(path)) {
        const name = below(path, each);
        if (!inner.some((other) => isBelow(other, name))) yield name;
      }
    },
    inner,
    problems: [] as string[],
  };
}

function looseOf(found: PathSet, repositories: ReadonlyMap<string, unknown>): LoosePackages {
  function* paths() {
    // The repository at the root has all that others have not.
    if (repositories.has('')) return;
    for (const name of found.below('')) {
      if (nearestAbove(name, repositories) === undefined) yield name;
    }
  }
  let count = 0;
  for (const _ of paths()) count++;
  return { count, paths };
}

function nearestAbove<T>(name: string, repositories: ReadonlyMap<string, T>): T | undefined {
  for (let path = name; path !== ''; ) {
    path = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const repository = repositories.get(path);
    if (repository !== undefined) return repository;
  }
  return undefined;
}

function isBelow(path: string, other: string): boolean {
  return path === '' || other.startsWith(`${path}/`);
}

function below(path: string, other: string): string {
  return path === '' ? other : other.slice(path.length + 1);
}
