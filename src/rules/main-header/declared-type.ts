/** Whether an entry has the type that rpm's table has for its tag, also where rpm does not check it. */
import type { IndexEntry } from '../../../native-free-parsers/header/index-entry.ts';
import { TAG, type TagInfo } from '../../../native-free-parsers/header/tags.ts';
import { TYPES } from '../../../native-free-parsers/header/types.ts';

/** Declared as arrays, but rpmbuild writes a plain string where there are no arguments. */
const PROGRAMS: ReadonlySet<number> = new Set([
  TAG.PREINPROG,
  TAG.POSTINPROG,
  TAG.PREUNPROG,
  TAG.POSTUNPROG,
  TAG.VERIFYSCRIPTPROG,
  TAG.PRETRANSPROG,
  TAG.POSTTRANSPROG,
  TAG.PREUNTRANSPROG,
  TAG.POSTUNTRANSPROG,
]);

/** @param info what the table has for the entry's tag. */
export function isAsDeclared({ tag, type, count }: IndexEntry, info: TagInfo): boolean {
  if (info.type === 'NULL' || type === TYPES[info.type]) return true;
  return PROGRAMS.has(tag) && type === TYPES.STRING && count === 1;
}
