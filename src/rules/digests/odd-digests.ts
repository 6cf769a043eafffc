/** Digests that rpm reads otherwise than they are written. */
import type { FileEntry } from '../../../native-free-parsers/files.ts';
import { contentCarriers } from '../../package/content-keys.ts';
import { remembering } from '../../package/remembering.ts';
import type { RpmPackage } from '../../package/rpm-package.ts';

/** A file that brings content, and its digest as it stands. */
export interface WrittenDigest {
  readonly file: FileEntry;
  readonly text: string;
}

/** Digests of contents that are not what rpm makes of them: empty, in upper case, no hexadecimal. */
export const oddDigests: (pkg: RpmPackage) => readonly WrittenDigest[] = remembering(find);

function find({ fileList }: RpmPackage): WrittenDigest[] {
  const { digestTexts: texts, files } = fileList;
  if (texts === undefined) return [];
  const isOdd = ({ digest, index }: FileEntry) => digest !== undefined && texts[index] !== digest;
  // Nearly always only directories and links are left, whose digests are empty.
  if (!files.some((file) => file.type === 'regular' && isOdd(file))) return [];
  return contentCarriers(fileList)
    .filter(isOdd)
    .map((file) => ({ file, text: texts[file.index]! }));
}
