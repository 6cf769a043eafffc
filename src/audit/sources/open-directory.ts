/** The repositories of a directory tree, in the order of their paths; its loose packages come last. */
import { join } from 'node:path';
import { requireDirectory } from '../../io/directory.ts';
import type { Repository } from '../repository.ts';
import { orBroken } from './broken-repository.ts';
import { openLocalRepository, plainRepository } from './local-repository.ts';
import { scanTree, type TreeRepository } from './source-tree.ts';

/** Throws MachineError where there is no such directory. */
export async function openDirectory(root: string): Promise<readonly Repository[]> {
  requireDirectory(root);
  const { repositories, loose, problems } = scanTree(root);
  const opened: Repository[] = [];
  for (const tree of repositories) {
    const path = tree.path === '' ? root : join(root, tree.path);
    opened.push(
      ...(await orBroken(path, path, async () => [await openLocalRepository(path, path, tree)])),
    );
  }
  if (loose.count > 0 || problems.length > 0 || opened.length === 0) {
    opened.push(plainRepository(root, root, loose, problems));
  }
  return opened;
}

/** The repository whose `repodata` stands in this very directory. */
export async function openRepositoryAt(id: string, root: string): Promise<Repository> {
  const { repositories } = scanTree(root);
  const tree = repositories.find(({ path }) => path === '') ?? NOTHING_THERE;
  return await openLocalRepository(id, root, tree);
}

const NOTHING_THERE: TreeRepository = {
  path: '',
  take: () => false,
  left: () => [],
  inner: [],
  problems: [],
};
