/**
 * The spec file of a source package.
 * Source: rpm 4.18 lib/relocation.c headerFindSpec.
 */
import type { FileEntry } from '../../native-free-parsers/files.ts';

const SPECFILE = 1 << 5;

/** Whether one of the files is a spec file to rpm: by its flag or, where that is not set, by its name. */
export function hasSpec(files: readonly FileEntry[]): boolean {
  return files.some(({ flags, path }) => (flags & SPECFILE) !== 0 || path.endsWith('.spec'));
}
