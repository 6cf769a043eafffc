/**
 * A sieve for the rules about single entries of a signature header, their order and their size.
 *
 * Policy: a header passes where it is no larger than the oldest rpm takes, and each entry is of a
 * known tag and behind the entries of lower tags; none of a package of rpm 6 is of the old tags. Then
 * none of those rules has anything to say.
 */
import type { Header } from '../../../native-free-parsers/header/header.ts';
import { SIGTAG } from '../../../native-free-parsers/header/tags.ts';
import { isSignatureTag } from './tag-words.ts';

/** Bytes of data that every rpm takes. */
const SMALL = 8 * 1024;

/** @param isFormat6 whether the main header says so. */
export function hasOddSignatureEntries({ entries, store }: Header, isFormat6: boolean): boolean {
  if (store.length > SMALL) return true;
  let before = 0;
  for (const { tag } of entries) {
    if (tag <= before || !isSignatureTag(tag)) return true;
    if (isFormat6 && tag > SIGTAG.RESERVED) return true;
    before = tag;
  }
  return false;
}
