/** Mutators of the signature header: regions, digests, padding. The main header stays untouched. */

import { seededContent } from '../content.ts';
import { encodeHeader } from '../writer/header-blob.ts';
import { binary, type HeaderEntry, string } from '../writer/header-entry.ts';
import { SIGNATURE_TAG, TAG } from '../writer/tags.ts';
import {
  type PackageParts,
  putTogether,
  takeApart,
  withEntry,
  withoutEntries,
} from './package-parts.ts';
import { reseal } from './reseal.ts';

const LEAD_SIZE = 96;
const UNKNOWN_TAG = 290;

/**
 * Two entries inserted in tag order, the trailer's count left as it was: what the signing service
 * behind azure-cli did. The last two entries are outside the region now.
 */
export function staleRegionCount(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, ({ entries, region }) => ({
    entries: [...entries, filler(UNKNOWN_TAG), filler(UNKNOWN_TAG + 1)].sort(
      (a, b) => a.tag - b.tag,
    ),
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

/** The entries are in reverse order of their tags. */
export function signatureUnsorted(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, (shape) => ({ ...shape, entries: shape.entries.toReversed() }));
}

/** 33 entries: one more than rpm allows. */
export function signatureTooManyTags(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, (shape) => {
    const more = Array.from({ length: 32 - shape.entries.length }, (_, i) =>
      filler(UNKNOWN_TAG + i),
    );
    return { ...shape, entries: [...shape.entries, ...more].sort((a, b) => a.tag - b.tag) };
  });
}

/** A reserved byte of the header magic is set. */
export function signatureMagicReserved(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(1, LEAD_SIZE + 7);
  return copy;
}

/** The padding before the main header is not zero. */
export function paddingNotZero(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  // Four more bytes of reserved space leave four of padding, wherever there were none.
  const signature = withEntry(parts.signature, SIGNATURE_TAG.RESERVEDSPACE, ({ tag, data }) =>
    binary(tag, parts.padding.length === 0 ? new Uint8Array(data.length + 4) : data),
  );
  const padding = Buffer.alloc(-encodeHeader(signature).length & 7, 0xaa);
  return putTogether({ ...parts, signature, padding });
}

/** The main header's SHA-256 is wrong. */
export function headerDigestWrong(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, (shape) =>
    withEntry(shape, SIGNATURE_TAG.SHA256, ({ tag }) => string(tag, '0'.repeat(64))),
  );
}

/** The MD5 of header and payload is wrong. */
export function md5Wrong(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, (shape) =>
    withEntry(shape, SIGNATURE_TAG.MD5, ({ tag }) => binary(tag, new Uint8Array(16))),
  );
}

/** Only MD5 and size are left in the signature header, as before rpm 4. */
export function onlyMd5(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, (shape) =>
    withoutEntries(shape, SIGNATURE_TAG.SHA1, SIGNATURE_TAG.SHA256),
  );
}

/** No digest covers the payload: no MD5, no payload digests. */
export function payloadUncovered(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  return reseal({
    ...parts,
    main: withoutEntries(
      parts.main,
      TAG.PAYLOADDIGEST,
      TAG.PAYLOADDIGESTALGO,
      TAG.PAYLOADDIGESTALT,
    ),
    signature: withoutEntries(parts.signature, SIGNATURE_TAG.MD5),
  });
}

/** 5 MB of reserved space: more than rpm before 4.16 would read. */
export function hugeReservedSpace(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, (shape) =>
    withEntry(shape, SIGNATURE_TAG.RESERVEDSPACE, ({ tag }) =>
      binary(tag, new Uint8Array(5_000_000)),
    ),
  );
}

function filler(tag: number): HeaderEntry {
  return binary(tag, seededContent(`filler ${tag}`, 'random', 37));
}

function withSignature(
  bytes: Uint8Array,
  change: (shape: PackageParts['signature']) => PackageParts['signature'],
): Uint8Array {
  const parts = takeApart(bytes);
  return putTogether({ ...parts, signature: change(parts.signature) });
}
