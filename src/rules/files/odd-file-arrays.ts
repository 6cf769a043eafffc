/**
 * A sieve for the rules about the arrays of a file list as a whole.
 *
 * Policy: a list passes where its names are in the form of today, the sizes in one width, and every
 * array that rpm would drop for its length is absent or as long as the list. Then none of those rules
 * has anything to say.
 */
import { hasTag } from '../../../native-free-parsers/header/header.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { countOf } from '../../../native-free-parsers/header/values.ts';
import type { RpmPackage } from '../../package/rpm-package.ts';

/** Arrays that rpm does without when they have another length than the list. */
export const DROPPED_ARRAYS: readonly number[] = [
  TAG.FILEDIGESTS,
  TAG.FILELINKTOS,
  TAG.FILEDEVICES,
  TAG.FILELANGS,
  TAG.FILEVERIFYFLAGS,
  TAG.FILECLASS,
];

export function hasOddFileArrays({ head: { main }, fileList }: RpmPackage): boolean {
  const { files, names } = fileList;
  if (names === 'OLDFILENAMES' || hasTag(main, TAG.ORIGBASENAMES)) return true;
  const isWide = hasTag(main, TAG.LONGFILESIZES);
  if (files.length === 0) return isWide;
  if (isWide === hasTag(main, TAG.FILESIZES)) return true;
  return DROPPED_ARRAYS.some((tag) => {
    const found = countOf(main, tag);
    return found !== 0 && found !== files.length;
  });
}
