/** Names of files as CI systems want them: relative to the directory that the check ran in. */
import { isAbsolute, posix } from 'node:path';

/** Standard input has no name; this one reads well. */
const STANDARD_INPUT = 'stdin';

/** Without `./` in front; absolute only where the file lies elsewhere. */
export function reportPath(path: string, directory: string): string {
  if (path === '-') return STANDARD_INPUT;
  if (!isAbsolute(path)) return posix.normalize(path);
  const relative = posix.relative(directory, path);
  return relative.startsWith('../') ? path : relative;
}

/** A relative reference, or a file: URI for an absolute path. */
export function reportUri(path: string, directory: string): string {
  const shown = reportPath(path, directory);
  // Half a surrogate pair has no encoding.
  const encoded = shown.toWellFormed().split('/').map(encodeURIComponent).join('/');
  return isAbsolute(shown) ? `file://${encoded}` : encoded;
}
