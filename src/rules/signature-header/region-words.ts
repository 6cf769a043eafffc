/** What rewriting makes of a region, in words: shared by the rules about misplaced trailers. */
import { toHex } from '../../../native-free-parsers/bytes/hex.ts';
import type { Header } from '../../../native-free-parsers/header/header.ts';
import type { Region } from '../../../native-free-parsers/header/region.ts';
import { rewrittenTrailer } from '../../package/rewritten-region.ts';
import type { Evidence, Where } from '../rule.ts';

const FOUR_BYTES = /.{8}(?=.)/g;

/** Evidence of a trailer that is lost when rpm writes the header anew, at the place given. */
export function lostTrailer(
  header: Header,
  region: Region,
  what: Pick<Evidence, 'where' | 'expected' | 'found'>,
): Evidence {
  const { offset, bytes, rpmSays } = rewrittenTrailer(header, region);
  const taken = bytes.length === 0 ? 'nothing' : toHex(bytes).replace(FOUR_BYTES, '$& ');
  const found = `${what.found}; rewritten, it would be ${taken} (at ${offset} of the data)`;
  return rpmSays === undefined ? { ...what, found } : { ...what, found, rpmSays };
}

/** What lostTrailer was told that was found, without what rewriting makes of it. */
export function asItStands({ found }: Evidence): string {
  return found.split('; ')[0]!;
}

/** Four bytes of the trailer that hold minus the size of the region's index. */
export function trailerCountPlace(header: Header, region: Region): Where {
  const store = header.offset + header.bytes.length - header.store.length;
  return {
    section: 'signature-header',
    offset: store + region.trailerOffset + 8,
    length: 4,
    tag: region.tag,
  };
}
