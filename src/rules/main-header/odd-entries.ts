/**
 * A sieve for the rules about single entries of a main header, and about their order.
 *
 * Policy: a header passes where each entry is one that rpmbuild may write: of a tag of rpm's that is
 * no business of the signature header, of the type that the tag has, with a language for each
 * translation, behind the entries of lower tags. Then none of those rules has anything to say.
 */
import type { Header } from '../../../native-free-parsers/header/header.ts';
import { TAG, tagInfo } from '../../../native-free-parsers/header/tags.ts';
import { TYPES } from '../../../native-free-parsers/header/types.ts';
import { countOf } from '../../../native-free-parsers/header/values.ts';
import { isAsDeclared } from './declared-type.ts';

/** Tags between these two are digests and signatures of the package, and its sizes. */
const BEFORE_SIGNATURES = TAG.HEADERI18NTABLE;
const BEHIND_SIGNATURES = TAG.NAME;

export function hasOddEntries(main: Header): boolean {
  const languages = countOf(main, TAG.HEADERI18NTABLE);
  let before = 0;
  return main.entries.some((entry) => {
    const { tag, type, count } = entry;
    const info = tagInfo(tag);
    if (tag <= before || info === undefined || !isAsDeclared(entry, info)) return true;
    before = tag;
    return (
      (tag > BEFORE_SIGNATURES && tag < BEHIND_SIGNATURES) ||
      tag === TAG.ARCHIVESIZE ||
      (type === TYPES.I18NSTRING && count > languages)
    );
  });
}
