/**
 * What a package requires of rpm itself.
 *
 * Policy: names are compared as bytes, so that the other requirements, mostly very many more, cost
 * next to nothing; each header is gone through once, whichever rule asks first.
 */
import { fromLatin1, toLatin1 } from '../../../native-free-parsers/bytes/hex.ts';
import { findEntry, type Header } from '../../../native-free-parsers/header/header.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { typeClass } from '../../../native-free-parsers/header/types.ts';
import { entryData, getStrings, getUint32s } from '../../../native-free-parsers/header/values.ts';
import { remembering } from '../../package/remembering.ts';

export interface RpmlibRequirement {
  /** As a byte string: `rpmlib(FileDigests)`. */
  readonly capability: string;
  readonly flags: number;
  /** [epoch:]version[-release]; empty for none. */
  readonly version: string;
  /** Where the capability starts in the data of REQUIRENAME. */
  readonly at: number;
}

const PREFIX = fromLatin1('rpmlib(');

/** The requirements of features, in the order of the header. */
export const rpmlibRequirements: (main: Header) => readonly RpmlibRequirement[] = remembering(find);

function startsWithPrefix(names: Uint8Array, at: number): boolean {
  let matching = 0;
  while (matching < PREFIX.length && names[at + matching] === PREFIX[matching]) matching++;
  return matching === PREFIX.length;
}

function find(main: Header): RpmlibRequirement[] {
  const position = findEntry(main, TAG.REQUIRENAME);
  if (position === undefined || typeClass(main.entries[position]!.type) !== 'string') return [];
  const names = entryData(main, position);
  const found: { index: number; at: number; end: number }[] = [];
  for (let index = 0, at = 0; at < names.length; index++) {
    const end = names.indexOf(0, at);
    if (startsWithPrefix(names, at)) found.push({ index, at, end });
    at = end + 1;
  }
  if (found.length === 0) return [];
  const flags = getUint32s(main, TAG.REQUIREFLAGS) ?? [];
  const versions = getStrings(main, TAG.REQUIREVERSION) ?? [];
  return found.map(({ index, at, end }) => ({
    capability: toLatin1(names.subarray(at, end)),
    flags: flags[index] ?? 0,
    version: versions[index] ?? '',
    at,
  }));
}
