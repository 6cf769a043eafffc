/** A regular file with nothing odd about it, to be changed in one trait. */
import type { FileEntry } from '../../native-free-parsers/files.ts';

export const SANE: FileEntry = {
  index: 0,
  path: '/d/a',
  type: 'regular',
  mode: 0o100644,
  size: 3,
  flags: 0,
  ghost: false,
  digest: undefined,
  device: 1,
  inode: 1,
  rdev: 0,
  linkTo: '',
  mtime: 0,
  user: 'root',
  group: 'root',
  capabilities: '',
};
