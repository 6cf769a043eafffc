/**
 * The files of a system below a directory: `/`, or where another system is mounted.
 *
 * Policy: read only, and nothing outside of the tree is reached: symbolic links are resolved as in
 * a chroot, so an absolute one starts at the tree's root. That a file is not there is an answer;
 * that it may not be read is a MachineError. Nothing in the tree is run.
 */
import { constants, lstatSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, errnoOf } from './machine-error.ts';

const MOST_LINKS = 40;
const EXECUTABLE = constants.S_IXUSR | constants.S_IXGRP | constants.S_IXOTH;
const NOT_THERE: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ENOTDIR']);

/** Paths that are asked for start at the tree's root; a slash at their start changes nothing. */
export interface SystemTree {
  /** The directory that is the tree's root. */
  readonly root: string;
  /** Where `path` really is, as a path of this machine; undefined where there is nothing. */
  locate(path: string): string | undefined;
  /** What a regular file says, as UTF-8; undefined where there is none. */
  text(path: string): string | undefined;
  /** Names in a directory, sorted; none where there is no directory. */
  names(path: string): string[];
  /** Those of `words` that a regular file has among its bytes; undefined where there is none. */
  wordsIn(path: string, words: readonly string[]): ReadonlySet<string> | undefined;
  /** Whether a regular file is there that somebody may execute. */
  isProgram(path: string): boolean;
}

export function systemTree(root: string): SystemTree {
  const locate = (path: string) => attempt('find', join(root, path), () => resolve(root, path));
  const bytes = (path: string): Buffer | undefined => {
    const file = locate(path);
    if (file === undefined || !statSync(file).isFile()) return undefined;
    return attempt('read', file, () => readFileSync(file));
  };
  return {
    root,
    locate,
    text: (path) => bytes(path)?.toString('utf8'),
    names(path) {
      const directory = locate(path);
      if (directory === undefined || !statSync(directory).isDirectory()) return [];
      return attempt('list', directory, () => readdirSync(directory)).sort();
    },
    wordsIn(path, words) {
      const content = bytes(path);
      return content && new Set(words.filter((word) => content.includes(word)));
    },
    isProgram(path) {
      const file = locate(path);
      if (file === undefined) return false;
      const stats = statSync(file);
      return stats.isFile() && (stats.mode & EXECUTABLE) !== 0;
    },
  };
}

function resolve(root: string, path: string): string | undefined {
  const ahead = partsOf(path);
  let behind: string[] = [];
  let links = 0;
  for (let part = ahead.shift(); part !== undefined; part = ahead.shift()) {
    if (part === '..') {
      behind.pop();
      continue;
    }
    const place = join(root, ...behind, part);
    const stats = examine(place);
    if (stats === undefined) return undefined;
    if (!stats.isSymbolicLink()) {
      behind.push(part);
      continue;
    }
    if (++links > MOST_LINKS) return undefined;
    const target = readlinkSync(place);
    if (target.startsWith('/')) behind = [];
    ahead.unshift(...partsOf(target));
  }
  return join(root, ...behind);
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

function examine(path: string) {
  try {
    return lstatSync(path);
  } catch (error) {
    if (NOT_THERE.has(errnoOf(error))) return undefined;
    throw error;
  }
}
