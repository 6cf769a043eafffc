/**
 * Which repositories a directory holds: those with `repodata` of their own, at any depth.
 *
 * Policy: one walk, as for every directory argument (walk.ts). A package belongs to the nearest
 * repository above it; what stands outside of all of them is one without metadata.
 */
import { relative } from 'node:path';
import { type FoundPackage, findPackages } from '../../io/walk.ts';
import { REPOMD_PATH } from './repodata.ts';

export interface SourceTree {
  /** By path; the root has an empty one. */
  readonly repositories: readonly TreeRepository[];
  /** Packages outside of all of them. */
  readonly loose: readonly FoundPackage[];
  /** Why directories outside of all of them could not be listed. */
  readonly problems: readonly string[];
}

export interface TreeRepository {
  /** Below the root; empty for the root itself. */
  readonly path: string;
  /** Paths of the packages that are its own, relative to it. */
  readonly packages: ReadonlySet<string>;
  /** Paths of the repositories within it, relative to it. */
  readonly inner: readonly string[];
  /** Why directories of it could not be listed. */
  readonly problems: readonly string[];
}

export function scanTree(root: string): SourceTree {
  const { packages: found, troubles } = findPackages([root], { endings: ['.rpm', REPOMD_PATH] });
  const packages = found.filter(({ name }) => name.endsWith('.rpm'));
  const paths = found
    .filter(({ name }) => `/${name}`.endsWith(`/${REPOMD_PATH}`))
    .map(({ name }) => name.slice(0, -REPOMD_PATH.length - 1))
    .sort();
  const all = paths.map((path) => draftOf(path, paths));
  const byPath = new Map(all.map((repository) => [repository.path, repository]));
  const loose = packages.filter((pkg) => {
    const nearest = nearestAbove(pkg.name, byPath);
    nearest?.packages.add(below(nearest.path, pkg.name));
    return nearest === undefined;
  });
  const problems: string[] = [];
  for (const { subject, message } of troubles) {
    const nearest = nearestAbove(`${relative(root, subject)}/`, byPath);
    (nearest?.problems ?? problems).push(message);
  }
  return { repositories: all, loose, problems };
}

function draftOf(path: string, paths: readonly string[]) {
  const inner = paths.filter((other) => other !== path && isBelow(path, other));
  return {
    path,
    packages: new Set<string>(),
    inner: inner.map((other) => below(path, other)),
    problems: [] as string[],
  };
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
