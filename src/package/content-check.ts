/** Whether a content is the one that the package header promises. */
import type { FileEntry } from '../../native-free-parsers/files.ts';

/**
 * Compares a computed digest (lower-case hex) with the header's. Old packages have no digest, or
 * zeros, for empty files, and rpm takes that for right, with MD5 only.
 * Source: rpm 4.18 lib/rpmfi.c rpmfiArchiveReadToFilePsm.
 */
export function hasDigestOf(file: FileEntry, algorithm: string, digest: string): boolean {
  if (digest === file.digest) return true;
  return (
    file.size === 0 && algorithm === 'MD5' && file.digest !== undefined && /^0*$/.test(file.digest)
  );
}
