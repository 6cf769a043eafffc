/** Types of files as sentences have them. */
import type { FileType } from '../../../native-free-parsers/files.ts';

export const TYPE_NAMES: Readonly<Record<FileType, string>> = {
  regular: 'a regular file',
  directory: 'a directory',
  symlink: 'a symlink',
  fifo: 'a named pipe',
  'block-device': 'a block device',
  'character-device': 'a character device',
  socket: 'a socket',
  unknown: 'a file of no type',
};
