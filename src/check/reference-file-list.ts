/**
 * The file list as a transaction sees it: links, and entries that are not made because another
 * entry of the same path is.
 *
 * Source: rpm 4.18 and 4.19 lib/transaction.c handleOverlappedFiles; lib/fprint.c canonDir;
 * lib/rpmfi.c rpmfilesCompare, rpmfilesFLinks.
 */
import type { FileEntry } from '../../native-free-parsers/files.ts';
import type { HardLinkSet } from '../../native-free-parsers/hard-links.ts';
import { astrayFiles } from '../package/astray-files.ts';
import { digestDefect } from '../package/digest-defects.ts';
import { repeatedPaths } from '../package/file-paths.ts';
import { type NestedNames, nestedNames } from '../package/nested-names.ts';
import type { RpmPackage } from '../package/rpm-package.ts';
import { cleanPath } from './reference-directories.ts';

export interface TransactionFiles {
  readonly files: readonly FileEntry[];
  /** The name of the file digests' algorithm. */
  readonly algorithm: string;
  /** The rule that the digests break where files have none. */
  readonly digestDefect: string;
  /** By the index of each member. */
  readonly setOf: ReadonlyMap<number, HardLinkSet>;
  /** Indexes of files that are not made: ghosts, and repetitions. */
  readonly skipped: ReadonlySet<number>;
  /** Files that rpm makes elsewhere than their path says. */
  readonly astray: ReadonlySet<FileEntry>;
  readonly nested: NestedNames;
  /** Whether a path is in the list twice for different files: no transaction takes that. */
  readonly conflict: boolean;
}

/** Looks through a package's files; those of a source package never overlap, whatever their names. */
export function transactionFiles({ fileList, head, isSource }: RpmPackage): TransactionFiles {
  const { files, hardLinkSets, digestAlgorithm } = fileList;
  const setOf = new Map<number, HardLinkSet>();
  for (const set of hardLinkSets) for (const index of set) setOf.set(index, set);
  const skipped = new Set<number>();
  for (const { index, ghost } of files) if (ghost) skipped.add(index);
  let conflict = false;
  for (const [again, first] of isSource ? [] : repeatedPaths(withCleanPaths(files))) {
    if (first.ghost || again.ghost) continue;
    if (isAlike(again, first)) skipped.add(again.index);
    else conflict = true;
  }
  return {
    files,
    algorithm: digestAlgorithm.name,
    digestDefect: digestDefect(head.main, fileList)?.rule ?? 'digest-missing',
    setOf,
    skipped,
    astray: new Set(astrayFiles(head.main, fileList).map(({ file }) => file)),
    nested: isSource ? new Map() : nestedNames(head.main, fileList),
    conflict,
  };
}

/** The list itself where all paths are clean. */
function withCleanPaths(files: readonly FileEntry[]): readonly FileEntry[] {
  if (!files.some(({ path }) => isUncleanPath(path))) return files;
  return files.map((file) => ({ ...file, path: cleanPath(file.path) }));
}

/** Whether the path leads through names that are none: empty, `.`, `..`. */
export function isUncleanPath(path: string): boolean {
  return UNCLEAN.test(path);
}

const UNCLEAN = /\/\/|\/\.\.?\//;

function isAlike(one: FileEntry, other: FileEntry): boolean {
  const { type } = one;
  if (one.user !== other.user || one.group !== other.group) return false;
  if (type === 'symlink') {
    return other.type === type && one.size === other.size && one.linkTo === other.linkTo;
  }
  if (one.mode !== other.mode) return false;
  if (type === 'regular' || type === 'unknown') {
    return one.size === other.size && one.digest === other.digest;
  }
  return (type !== 'block-device' && type !== 'character-device') || one.rdev === other.rdev;
}
