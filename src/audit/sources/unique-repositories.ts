/** Repositories with ids that no other one of the audit has. */
import type { Repository } from '../repository.ts';

/** In the order given; closes those that are left out. */
export async function eachOnce(
  repositories: readonly Repository[],
): Promise<readonly Repository[]> {
  const byId = new Map<string, Repository>();
  for (const repository of repositories) {
    const { id } = repository;
    const same = byId.get(id);
    if (same === undefined) byId.set(id, repository);
    else if (isSameDirectory(same, repository)) await repository.close();
    else {
      const free = freeId(id, byId);
      byId.set(free, renamed(repository, free));
    }
  }
  return [...byId.values()];
}

/** However its path was spelled. Servers may have two repositories behind one address, by its query. */
function isSameDirectory(one: Repository, other: Repository): boolean {
  return one.access.kind === 'local' && one.origin === other.origin;
}

function freeId(id: string, taken: ReadonlyMap<string, unknown>): string {
  let number = 2;
  while (taken.has(`${id} (${number})`)) number++;
  return `${id} (${number})`;
}

/** Not a copy: what it announces and what troubles it show only when it is listed. */
function renamed(repository: Repository, id: string): Repository {
  return Object.create(repository, { id: { value: id, enumerable: true } });
}
