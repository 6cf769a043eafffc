/** Where a system keeps its shared libraries: on Fedora, on Debian, and on 32 bits. */
import type { SystemTree } from '../io/system-tree.ts';

export function libraryDirectories(system: SystemTree): string[] {
  const multiarch = system.names('usr/lib').filter((name) => /-linux-/.test(name));
  return ['usr/lib64', ...multiarch.map((name) => `usr/lib/${name}`), 'usr/lib', 'lib64', 'lib'];
}

/** The first of the paths below those directories that is there. */
export function findInLibraries(system: SystemTree, path: string): string | undefined {
  return libraryDirectories(system)
    .map((directory) => `${directory}/${path}`)
    .find((candidate) => system.locate(candidate) !== undefined);
}
