/**
 * Whether rpm takes a content of the archive for a file's.
 * Source: rpm 4.18 and 4.19 lib/rpmfi.c rpmfiArchiveReadToFilePsm.
 */
import type { FileEntry } from '../../native-free-parsers/files.ts';
import { hasDigestOf } from '../package/content-check.ts';
import type { Content } from './reference-archive.ts';
import type { TransactionFiles } from './reference-file-list.ts';

/**
 * The rule that reading `file` from a content breaks, if any. The content may be another file's, the
 * last one's of a hard-link set: then its first bytes count.
 */
export function readingDefect(
  file: FileEntry,
  content: Content,
  { algorithm, digestDefect }: Pick<TransactionFiles, 'algorithm' | 'digestDefect'>,
): string | undefined {
  if (file.digest === undefined) return digestDefect;
  if (file.size > content.size) return 'file-hardlink-size';
  if (file.size < content.size) {
    const { linkDigest } = content;
    const isIts = linkDigest !== undefined && hasDigestOf(file, algorithm, linkDigest);
    return isIts ? undefined : 'file-hardlink-size';
  }
  if (content.cut !== undefined) return content.cut;
  const { digest = file.digest } = content;
  return hasDigestOf(file, algorithm, digest) ? undefined : 'digest-mismatch';
}
