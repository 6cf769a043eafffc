/** The kind of file behind a path or descriptor, in words for messages. */

import type { Stats } from 'node:fs';

/** `a regular file`, `a directory`, `a FIFO` ... */
export function describeFileType(stats: Stats): string {
  if (stats.isFile()) return 'a regular file';
  if (stats.isDirectory()) return 'a directory';
  if (stats.isFIFO()) return 'a FIFO';
  if (stats.isSocket()) return 'a socket';
  if (stats.isCharacterDevice()) return 'a character device';
  if (stats.isBlockDevice()) return 'a block device';
  return 'a file of an unknown type';
}
