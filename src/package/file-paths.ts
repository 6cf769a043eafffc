/**
 * Paths of the file list that get in each other's way.
 *
 * Policy: a package of many files is looked at in one passing; rpmbuild sorts by path, which rules
 * out repetition at the price of a comparison a file.
 */
import type { FileEntry } from '../../native-free-parsers/files.ts';
import { remembering } from './remembering.ts';

/** Whether each path comes behind that of the file before it, so that all differ. */
export const areAscending: (files: readonly FileEntry[]) => boolean = remembering(compareAll);

function compareAll(files: readonly FileEntry[]): boolean {
  for (let i = 1; i < files.length; i++) {
    if (files[i]!.path <= files[i - 1]!.path) return false;
  }
  return true;
}

/** The first file whose path comes before that of the file before it, byte by byte. */
export function firstUnsorted(files: readonly FileEntry[]): FileEntry | undefined {
  if (areAscending(files)) return undefined;
  for (let i = 1; i < files.length; i++) {
    if (files[i]!.path < files[i - 1]!.path) return files[i];
  }
  return undefined;
}

/** Files whose path another has before them, with that other. */
export function repeatedPaths(files: readonly FileEntry[]): [again: FileEntry, first: FileEntry][] {
  if (areAscending(files)) return [];
  const firsts = new Map<string, FileEntry>();
  const repeated: [FileEntry, FileEntry][] = [];
  for (const file of files) {
    const first = firsts.get(file.path);
    if (first === undefined) firsts.set(file.path, file);
    else repeated.push([file, first]);
  }
  return repeated;
}

/** Files that are no directories, though other files are below them. */
export const blockedPaths: (files: readonly FileEntry[]) => readonly FileEntry[] =
  remembering(findBlocked);

function findBlocked(files: readonly FileEntry[]): readonly FileEntry[] {
  const hasBelow = areAscending(files) ? belowInOrder(files) : belowAnywhere(files);
  return files.filter(
    ({ path, type, ghost }, position) => type !== 'directory' && !ghost && hasBelow(path, position),
  );
}

/** What is below a path is behind it in an ascending list, and so is all that begins with it. */
function belowInOrder(files: readonly FileEntry[]) {
  return (path: string, position: number): boolean => {
    // Nothing is below a path without any name, though all begins with it.
    if (path === '' || files[position + 1]?.path.startsWith(path) !== true) return false;
    const directory = `${path}/`;
    let low = position + 1;
    let high = files.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (files[middle]!.path < directory) low = middle + 1;
      else high = middle;
    }
    return files[low]?.path.startsWith(directory) === true;
  };
}

function belowAnywhere(files: readonly FileEntry[]) {
  const parents = parentDirectories(files);
  return (path: string): boolean => parents.has(path);
}

/** Every directory that some file's path leads through. */
function parentDirectories(files: readonly FileEntry[]): Set<string> {
  const parents = new Set<string>();
  let last = '/';
  for (const { path } of files) {
    if (path.startsWith(last) && !path.includes('/', last.length)) continue;
    last = path.slice(0, path.lastIndexOf('/') + 1);
    for (let end = last.length - 1; end > 0; end = path.lastIndexOf('/', end - 1)) {
      const parent = path.slice(0, end);
      if (parents.has(parent)) break;
      parents.add(parent);
    }
  }
  return parents;
}
