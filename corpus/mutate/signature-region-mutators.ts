/** Mutators of the signature header's region: who is in it, where its trailer is and what it says. */

import { encodeHeader } from '../writer/header-blob.ts';
import { binary, type HeaderEntry } from '../writer/header-entry.ts';
import { SIGNATURE_TAG, TAG } from '../writer/tags.ts';
import { foreignSignature } from './foreign-signature.ts';
import type { PackageParts } from './package-parts.ts';
import { byTag, filler, UNKNOWN_TAG, withSignature } from './signature-parts.ts';

/** Signatures of the header and of everything, sorted into the region as rpmsign does. */
export function signed(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, (shape, parts) => ({
    ...shape,
    entries: byTag([...shape.entries, ...signatures(parts)]),
  }));
}

/** The same with the count of the unsigned header: the last two entries are outside. */
export function signedWithStaleCount(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, ({ entries }, parts) => ({
    entries: byTag([...entries, ...signatures(parts)]),
    region: { tag: TAG.HEADERSIGNATURES, trailerCount: entries.length + 1 },
  }));
}

/** The same signatures appended behind the region. */
export function signedBehindRegion(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, (shape, parts) => ({ ...shape, dribbles: signatures(parts) }));
}

/**
 * Two entries inserted in tag order, the trailer's count left as it was: what the signing service
 * behind azure-cli did. The last two entries are outside the region now.
 */
export function staleRegionCount(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, ({ entries, region }) => ({
    entries: byTag([...entries, filler(UNKNOWN_TAG), filler(UNKNOWN_TAG + 1)]),
    region: { tag: TAG.HEADERSIGNATURES, ...region, trailerCount: entries.length + 1 },
  }));
}

/** An entry after the region, its data behind the trailer. */
export function signatureDribble(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, (shape) => ({ ...shape, dribbles: [filler(UNKNOWN_TAG)] }));
}

/** A dribble that the trailer counts as one of the region's entries. */
export function signatureDribbleCounted(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, ({ entries }) => ({
    entries,
    dribbles: [filler(UNKNOWN_TAG)],
    region: { tag: TAG.HEADERSIGNATURES, trailerCount: entries.length + 2 },
  }));
}

/** The trailer comes before the data of the region's last two entries. */
export function signatureTrailerEarly(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, ({ entries }) => ({
    entries,
    region: { tag: TAG.HEADERSIGNATURES, dataAfterTrailer: 2 },
  }));
}

/** The trailer comes before all data. */
export function signatureTrailerFirst(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, ({ entries }) => ({
    entries,
    region: { tag: TAG.HEADERSIGNATURES, dataAfterTrailer: entries.length },
  }));
}

/** The trailer counts no entry, not even the region's own. */
export function signatureRegionOfNone(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, ({ entries }) => ({
    entries,
    region: { tag: TAG.HEADERSIGNATURES, trailerCount: 0 },
  }));
}

/** The trailer has tag 61, as rpm before 4.1 wrote it. */
export function signatureTrailerImage(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, ({ entries }) => ({
    entries,
    region: { tag: TAG.HEADERSIGNATURES, trailerTag: 61 },
  }));
}

/** The trailer has a tag that never was one. */
export function signatureTrailerBadTag(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, ({ entries }) => ({
    entries,
    region: { tag: TAG.HEADERSIGNATURES, trailerTag: 99 },
  }));
}

/** The trailer counts more entries than there are. */
export function signatureRegionTooBig(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, ({ entries }) => ({
    entries,
    region: { tag: TAG.HEADERSIGNATURES, trailerCount: entries.length + 2 },
  }));
}

/** There is no region. */
export function signatureRegionMissing(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, ({ entries }) => ({ entries }));
}

function signatures({ main, payload }: PackageParts): HeaderEntry[] {
  const header = encodeHeader(main);
  return [
    binary(SIGNATURE_TAG.RSA, foreignSignature(header)),
    binary(SIGNATURE_TAG.PGP, foreignSignature(header, payload)),
  ];
}
