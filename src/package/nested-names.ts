/**
 * Names in BASENAMES that lead through directories.
 *
 * Policy: from the header alone. rpm makes the directory of DIRNAMES where it is missing, but none
 * that a base name leads through: whether such a file installs depends on what was made before it,
 * by stock rpm in the order of the archive, by an extents file in the order of the file list.
 * Source: rpm 4.18 lib/fsm.c rpmPackageFilesInstall, ensureDir; the same in 4.19.
 */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import type { FileEntry, FileList } from '../../native-free-parsers/files.ts';
import { findEntry, type Header } from '../../native-free-parsers/header/header.ts';
import { TAG } from '../../native-free-parsers/header/tags.ts';
import { entryData, getStrings } from '../../native-free-parsers/header/values.ts';
import type { Reason } from './reason.ts';
import type { RpmPackage } from './rpm-package.ts';

export interface NestedName {
  /** Of DIRNAMES. */
  readonly directory: string;
  /** Of BASENAMES. */
  readonly name: string;
}

/** By the index of the file. */
export type NestedNames = ReadonlyMap<number, NestedName>;

const NONE: NestedNames = new Map();
const SLASH = 0x2f;

export function nestedNames(main: Header, { files, names }: FileList): NestedNames {
  if (names !== 'BASENAMES') return NONE;
  // Most packages have none, and need no strings to show it.
  if (!entryData(main, findEntry(main, TAG.BASENAMES)!).includes(SLASH)) return NONE;
  const nested = new Map<number, NestedName>();
  for (const [index, name] of getStrings(main, TAG.BASENAMES)!.entries()) {
    if (!isNested(name)) continue;
    const { path } = files[index]!;
    nested.set(index, { directory: path.slice(0, path.length - name.length), name });
  }
  return nested;
}

/** A slash at the end leads nowhere else. */
function isNested(name: string): boolean {
  const slash = name.indexOf('/');
  return slash >= 0 && (slash === 0 || slash < name.length - 1);
}

/** Files with such names that rpm installs: no ghosts, and none of a source package. */
export function nestedFiles({ isSource, head, fileList }: RpmPackage): FileEntry[] {
  if (isSource) return [];
  const nested = nestedNames(head.main, fileList);
  if (nested.size === 0) return [];
  return fileList.files.filter(({ index, ghost }) => !ghost && nested.has(index));
}

/** The reason to leave a package with such files alone. */
export function nestedReasons(pkg: RpmPackage): Reason[] {
  const [file] = nestedFiles(pkg);
  if (file === undefined) return [];
  const message = `the base name of ${displayText(file.path)} has a slash in it`;
  return [{ rule: 'file-name-slash', message }];
}
