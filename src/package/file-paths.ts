/**
 * Paths of the file list that get in each other's way.
 *
 * Policy: a package of many files is looked at in one passing; rpmbuild sorts by path, which rules
 * out repetition at the price of a comparison a file.
 */
import type { FileEntry } from '../../native-free-parsers/files.ts';

/** The first file whose path comes before that of the file before it, byte by byte. */
export function firstUnsorted(files: readonly FileEntry[]): FileEntry | undefined {
  for (let i = 1; i < files.length; i++) {
    if (files[i]!.path < files[i - 1]!.path) return files[i];
  }
  return undefined;
}

/** Files whose path another has before them, with that other. */
export function repeatedPaths(files: readonly FileEntry[]): [again: FileEntry, first: FileEntry][] {
  if (areDistinct(files)) return [];
  const firsts = new Map<string, FileEntry>();
  const repeated: [FileEntry, FileEntry][] = [];
  for (const file of files) {
    const first = firsts.get(file.path);
    if (first === undefined) firsts.set(file.path, file);
    else repeated.push([file, first]);
  }
  return repeated;
}

/** By file list: a refusal and a rule ask the same. */
const blocked = new WeakMap<readonly FileEntry[], readonly FileEntry[]>();

/** Files that are no directories, though other files are below them. */
export function blockedPaths(files: readonly FileEntry[]): readonly FileEntry[] {
  const paths = blocked.get(files) ?? findBlocked(files);
  blocked.set(files, paths);
  return paths;
}

function findBlocked(files: readonly FileEntry[]): readonly FileEntry[] {
  const parents = parentDirectories(files);
  return files.filter(
    ({ path, type, ghost }) => type !== 'directory' && !ghost && parents.has(path),
  );
}

/** Whether all paths differ, as far as their order shows it. */
function areDistinct(files: readonly FileEntry[]): boolean {
  for (let i = 1; i < files.length; i++) {
    if (files[i]!.path <= files[i - 1]!.path) return false;
  }
  return true;
}

/** Every directory that some file's path leads through. */
function parentDirectories(files: readonly FileEntry[]): Set<string> {
  const parents = new Set<string>();
  let last = '/';
  for (const { path } of files) {
    if (path.startsWith(last) && path.lastIndexOf('/') === last.length - 1) continue;
    last = path.slice(0, path.lastIndexOf('/') + 1);
    for (let end = last.length - 1; end > 0; end = path.lastIndexOf('/', end - 1)) {
      const parent = path.slice(0, end);
      if (parents.has(parent)) break;
      parents.add(parent);
    }
  }
  return parents;
}
