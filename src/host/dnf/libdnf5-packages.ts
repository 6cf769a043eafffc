/**
 * Where libdnf5 has put the packages of a transaction.
 *
 * Policy: its actions plugin tells the repository and the location in it, not the path. The file is
 * looked for where libdnf5 puts it: below the cache in a folder of the repository's id and 16
 * hexadecimal digits; where several have it, the newest is the one that was just downloaded.
 * Source: libdnf5 rpm/package.cpp get_package_path, repo/config_repo.cpp get_unique_id.
 */
import { basename, join } from 'node:path';
import { regularFiles } from '../../io/directory.ts';
import { systemTree } from '../../io/system-tree.ts';

export interface Libdnf5Package {
  readonly repository: string;
  /** As the metadata has it; of a file on the command line its path. */
  readonly location: string;
}

const COMMAND_LINE = '@commandline';

/** The path of a package's file; where it should be, if it is not there. */
export function libdnf5Path(cache: string, { repository, location }: Libdnf5Package): string {
  if (repository === COMMAND_LINE) return location;
  const file = basename(location);
  const folders = systemTree(cache)
    .names('/')
    .filter((name) => isFolderOf(repository, name))
    .map((name) => join(cache, name, 'packages'));
  const copies = folders.flatMap((folder) =>
    systemTree(folder).locate(file) === undefined
      ? []
      : regularFiles(folder)
          .filter(({ name }) => name === file)
          .map(({ mtime }) => ({ path: join(folder, file), mtime })),
  );
  copies.sort((a, b) => Number(b.mtime - a.mtime));
  return copies[0]?.path ?? join(cache, repository, 'packages', file);
}

function isFolderOf(repository: string, name: string): boolean {
  return (
    name.startsWith(`${repository}-`) && /^[0-9a-f]{16}$/.test(name.slice(repository.length + 1))
  );
}
