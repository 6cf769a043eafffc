/**
 * Files with anything about them that few files have, found in one passing for the many rules and
 * refusals that look for something rare.
 *
 * Policy: only a sieve. It keeps every file that could have one of the defects of a single entry, and
 * some that have none; who asks looks closely at what is kept, and at nothing else.
 */
import type { FileEntry } from '../../native-free-parsers/files.ts';
import { LONGEST_NAME, TEMPORARY_SUFFIX } from './file-defects.ts';
import { remembering } from './remembering.ts';

/** Bytes that are not printable ASCII, names that begin with a dot, directories without a name. */
const UNUSUAL_PATH = /[^ -~]|\/[./]/;

/** A path that is not longer has no name, and is itself not, too long. */
const LONGEST = LONGEST_NAME - TEMPORARY_SUFFIX;

/** In the order of the list; the same list for the same files. */
export const unusualFiles: (files: readonly FileEntry[]) => readonly FileEntry[] = remembering(
  (files) => files.filter(isUnusual),
);

/**
 * Whether a file's type is rare or contradicts what else the header says of it, its path is hidden,
 * long, relative, without a name or not of printable ASCII, its size no number, or it has capabilities.
 */
export function isUnusual(file: FileEntry): boolean {
  const { path, type, linkTo } = file;
  if (type === 'regular' || type === 'directory') {
    if (linkTo !== '') return true;
  } else if (type !== 'symlink' || linkTo === '' || file.size !== linkTo.length) {
    return true;
  }
  if (file.rdev !== 0 || file.capabilities !== '' || !Number.isSafeInteger(file.size)) return true;
  if (path.length > LONGEST || !path.startsWith('/')) return true;
  return (type !== 'directory' && path.endsWith('/')) || UNUSUAL_PATH.test(path);
}
