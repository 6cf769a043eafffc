/** A content of an extents file that is not the one of the header. */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import type { FileEntry } from '../../native-free-parsers/files.ts';
import type { Reason } from '../package/reason.ts';
import { flawed } from './flaw.ts';

/** @param offset of the content. @param found its digest in lower-case hex. */
export function contentMismatch(
  file: FileEntry,
  offset: number,
  algorithm: string,
  found: string,
): Reason {
  return flawed('cow-content-mismatch', {
    section: 'extents',
    offset,
    path: displayText(file.path),
    expected: `${file.size} bytes with the ${algorithm} digest ${file.digest}`,
    found,
  });
}
