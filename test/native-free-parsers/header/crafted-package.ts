/**
 * Packages laid out by hand: a lead, two encoded headers, a payload.
 * Policy: sound unless a part is replaced, and then everything else stays sound.
 */
import {
  binEntry,
  type EntryToEncode,
  encodeHeader,
  type HeaderToEncode,
  int32Entry,
  stringArrayEntry,
  stringEntry,
} from '../../../native-free-parsers/header/encode.ts';
import { type Header, parseHeader } from '../../../native-free-parsers/header/header.ts';
import { SIGTAG, TAG } from '../../../native-free-parsers/header/tags.ts';

/** Where the signature header starts. */
export const SIGNATURE_OFFSET = 96;

/** A lead of version 3.0, binary, signature type 5. */
export const LEAD: Uint8Array = (() => {
  const lead = new Uint8Array(96);
  lead.set([0xed, 0xab, 0xee, 0xdb, 3, 0]);
  lead.set(new TextEncoder().encode('crafted-1.0-1'), 10);
  lead.set([0, 1, 0, 5], 76);
  return lead;
})();

/** SIZE, MD5 (16 bytes), PAYLOADSIZE: 24 bytes of data, a multiple of 8 with three entries. */
export const SIGNATURE_ENTRIES: readonly EntryToEncode[] = [
  int32Entry(SIGTAG.SIZE, [1]),
  binEntry(SIGTAG.MD5, new Uint8Array(16)),
  int32Entry(SIGTAG.PAYLOADSIZE, [1]),
];

export const MAIN_ENTRIES: readonly EntryToEncode[] = [
  stringArrayEntry(TAG.HEADERI18NTABLE, ['C']),
  stringEntry(TAG.NAME, 'crafted'),
  stringEntry(TAG.VERSION, '1.0'),
  stringEntry(TAG.RELEASE, '1'),
  stringEntry(TAG.OS, 'linux'),
  stringEntry(TAG.ARCH, 'noarch'),
  stringEntry(TAG.SOURCERPM, 'crafted-1.0-1.src.rpm'),
];

/** A signature header with the region, what is given replacing its parts. */
export function signatureHeader(parts: Partial<HeaderToEncode> = {}): Uint8Array {
  return encodeHeader({
    entries: SIGNATURE_ENTRIES,
    region: { tag: TAG.HEADERSIGNATURES },
    ...parts,
  });
}

/** A main header with the region, what is given replacing its parts. */
export function mainHeader(parts: Partial<HeaderToEncode> = {}): Uint8Array {
  return encodeHeader({ entries: MAIN_ENTRIES, region: { tag: TAG.HEADERIMMUTABLE }, ...parts });
}

/** The entries of a sound main header with some replaced or added, in the order of their tags. */
export function mainEntries(...others: readonly EntryToEncode[]): EntryToEncode[] {
  const replaced = new Set(others.map(({ tag }) => tag));
  const kept = MAIN_ENTRIES.filter(({ tag }) => !replaced.has(tag));
  return [...kept, ...others].sort((a, b) => a.tag - b.tag);
}

/** The same parsed, as if it started the file. */
export function parsedMain(entries: readonly EntryToEncode[], region = true): Header {
  return parseHeader(region ? mainHeader({ entries }) : encodeHeader({ entries }), 'main', 0);
}

export interface PackageParts {
  readonly lead?: Uint8Array;
  readonly signature?: Uint8Array;
  /** Default: as many zeros as bring the main header to a multiple of 8. */
  readonly padding?: Uint8Array;
  readonly main?: Uint8Array;
  readonly payload?: Uint8Array;
}

/** A package of the parts given and sound ones for the rest; no payload unless given. */
export function craftedPackage(parts: PackageParts = {}): Uint8Array {
  const { lead = LEAD, signature = signatureHeader(), main = mainHeader() } = parts;
  const padding = parts.padding ?? new Uint8Array(-signature.length & 7);
  return concatenate(lead, signature, padding, main, parts.payload ?? new Uint8Array(0));
}

export function concatenate(...pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces));
}
