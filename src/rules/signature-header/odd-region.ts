/**
 * A sieve for the rules about the region of a signature header.
 *
 * Policy: a header passes where all entries are in the region and its trailer, with the tag of today,
 * is the end of the data: then no data can be behind it, and none of those rules has anything to say.
 */
import type { Header } from '../../../native-free-parsers/header/header.ts';
import { ENTRY_SIZE } from '../../../native-free-parsers/header/intro.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';

export function isOddRegion({ entries, region, store }: Header): boolean {
  if (region === undefined || region.trailer.tag === TAG.HEADERIMAGE) return true;
  const { trailerOffset, entryCount } = region;
  if (trailerOffset === 0 || entryCount !== entries.length) return true;
  return trailerOffset + ENTRY_SIZE !== store.length;
}
