/** Which format a main header says that it is in. */
import type { Header } from '../../../native-free-parsers/header/header.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { getUint32 } from '../../../native-free-parsers/header/values.ts';

/** Format 6 and later; formats 3 and 4 have no RPMFORMAT. */
export function isFormat6(main: Header): boolean {
  return (getUint32(main, TAG.RPMFORMAT) ?? 0) >= 6;
}
