/**
 * Mutators of the digests and sizes that cover whole packages. Policy: one of them is wrong, or
 * made of the wrong bytes; whatever includes it is right again.
 */
import { gunzipSync } from 'node:zlib';
import { hexDigest } from '../writer/digest.ts';
import { encodeHeader } from '../writer/header-blob.ts';
import {
  binary,
  type HeaderEntry,
  int32,
  int64,
  string,
  stringArray,
} from '../writer/header-entry.ts';
import { SIGNATURE_TAG, TAG } from '../writer/tags.ts';
import {
  entryOf,
  type PackageParts,
  takeApart,
  withEntry,
  withoutEntries,
} from './package-parts.ts';
import { reseal } from './reseal.ts';
import { byTag, withSignature } from './signature-parts.ts';

const OTHER_BYTES = Buffer.from('other bytes');

/** Replaces an entry of the signature header. */
function withValue(bytes: Uint8Array, entry: (parts: PackageParts) => HeaderEntry): Uint8Array {
  return withSignature(bytes, (shape, parts) => {
    const value = entry(parts);
    return withEntry(shape, value.tag, () => value);
  });
}

/** Replaces an entry of the main header, whose own digests are made anew. */
function withMainValue(bytes: Uint8Array, entry: (parts: PackageParts) => HeaderEntry): Uint8Array {
  const parts = takeApart(bytes);
  const value = entry(parts);
  return reseal({ ...parts, main: withEntry(parts.main, value.tag, () => value) });
}

export function headerSha1Wrong(bytes: Uint8Array): Uint8Array {
  return withValue(bytes, () => string(SIGNATURE_TAG.SHA1, hexDigest('sha1', OTHER_BYTES)));
}

/** The digest of header and payload, where that of the header belongs. */
export function headerSha256OfAll(bytes: Uint8Array): Uint8Array {
  return withValue(bytes, ({ main, payload }) =>
    string(SIGNATURE_TAG.SHA256, hexDigest('sha256', encodeHeader(main), payload)),
  );
}

export function headerSha256NotHex(bytes: Uint8Array): Uint8Array {
  return withValue(bytes, () => string(SIGNATURE_TAG.SHA256, 'g'.repeat(64)));
}

export function headerSha256Short(bytes: Uint8Array): Uint8Array {
  return withValue(bytes, () => string(SIGNATURE_TAG.SHA256, '0'.repeat(40)));
}

export function headerSha3Wrong(bytes: Uint8Array): Uint8Array {
  return withValue(bytes, () => string(SIGNATURE_TAG.SHA3_256, hexDigest('sha3-256', OTHER_BYTES)));
}

/** The MD5 of the payload without the header. */
export function md5OfPayload(bytes: Uint8Array): Uint8Array {
  return withValue(bytes, ({ payload }) => md5(payload));
}

/** The MD5 begins with the padding in front of the main header; where there is none, four bytes. */
export function md5WithPadding(bytes: Uint8Array): Uint8Array {
  const longer = withValue(bytes, ({ signature }) => {
    const { length } = entryOf(signature, SIGNATURE_TAG.RESERVEDSPACE).data;
    const padding = -encodeHeader(signature).length & 7;
    return binary(SIGNATURE_TAG.RESERVEDSPACE, new Uint8Array(length + (padding === 0 ? 4 : 0)));
  });
  return withValue(longer, ({ padding, main, payload }) =>
    md5(padding, encodeHeader(main), payload),
  );
}

/** The digest of what the payload decompresses to, where that of the payload belongs. */
export function payloadDigestOfArchive(bytes: Uint8Array): Uint8Array {
  const archive = (payload: Uint8Array) => hexDigest('sha256', gunzipSync(payload));
  const primary = withMainValue(bytes, ({ payload }) =>
    stringArray(TAG.PAYLOADDIGEST, [archive(payload)]),
  );
  return withMainValue(primary, ({ payload }) =>
    stringArray(TAG.PAYLOADDIGESTALT, [hexDigest('sha256', payload, OTHER_BYTES)]),
  );
}

/** The digests of payload and archive stand in each other's place, which rpm puts up with. */
export function payloadDigestsSwapped(bytes: Uint8Array): Uint8Array {
  const { main } = takeApart(bytes);
  const [stored, archive] = [TAG.PAYLOADDIGEST, TAG.PAYLOADDIGESTALT].map(
    (tag) => entryOf(main, tag).data,
  );
  const swapped = withMainValue(bytes, () => textOf(TAG.PAYLOADDIGEST, archive!));
  return withMainValue(swapped, () => textOf(TAG.PAYLOADDIGESTALT, stored!));
}

export function payloadDigestAltWrong(bytes: Uint8Array): Uint8Array {
  return withMainValue(bytes, () =>
    stringArray(TAG.PAYLOADDIGESTALT, [hexDigest('sha256', OTHER_BYTES)]),
  );
}

export function payloadDigestAltAbsent(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  return reseal({ ...parts, main: withoutEntries(parts.main, TAG.PAYLOADDIGESTALT) });
}

export function payloadSha512Wrong(bytes: Uint8Array): Uint8Array {
  return resealV6(bytes, string(TAG.PAYLOADSHA512, hexDigest('sha512', OTHER_BYTES)));
}

/** MD5 and SHA-1 and nothing newer, as before rpm 4.14. */
export function onlyOldDigests(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  const payloadDigests = [TAG.PAYLOADDIGEST, TAG.PAYLOADDIGESTALGO, TAG.PAYLOADDIGESTALT];
  return reseal({
    ...parts,
    main: withoutEntries(parts.main, ...payloadDigests),
    signature: withoutEntries(parts.signature, SIGNATURE_TAG.SHA256),
  });
}

/** No digest of the header, none of all. */
export function headerUncovered(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, (shape) =>
    withoutEntries(shape, SIGNATURE_TAG.SHA1, SIGNATURE_TAG.SHA256, SIGNATURE_TAG.MD5),
  );
}

/** The size is that of the payload alone. */
export function sizeOfPayload(bytes: Uint8Array): Uint8Array {
  return withValue(bytes, ({ payload }) => int32(SIGNATURE_TAG.SIZE, [payload.length]));
}

export function sizeAbsent(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, (shape) => withoutEntries(shape, SIGNATURE_TAG.SIZE));
}

/** Once in 32 bits and once in 64. */
export function sizeInBothWidths(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, (shape, { main, payload }) => {
    const size = encodeHeader(main).length + payload.length;
    return { ...shape, entries: byTag([...shape.entries, int64(SIGNATURE_TAG.LONGSIZE, [size])]) };
  });
}

/** PAYLOADSIZE is that of the compressed payload, as nfpm once wrote. */
export function archiveSizeOfPayload(bytes: Uint8Array): Uint8Array {
  return withValue(bytes, ({ payload }) => int32(SIGNATURE_TAG.PAYLOADSIZE, [payload.length]));
}

export function archiveSizeAbsent(bytes: Uint8Array): Uint8Array {
  return withSignature(bytes, (shape) => withoutEntries(shape, SIGNATURE_TAG.PAYLOADSIZE));
}

function md5(...pieces: readonly Uint8Array[]): HeaderEntry {
  return binary(SIGNATURE_TAG.MD5, Buffer.from(hexDigest('md5', ...pieces), 'hex'));
}

/** An array of one string, its NUL included. */
function textOf(tag: number, data: Uint8Array): HeaderEntry {
  return stringArray(tag, [Buffer.from(data.subarray(0, -1)).toString()]);
}

/** Replaces an entry of the main header of a package of rpm 6. */
function resealV6(bytes: Uint8Array, value: HeaderEntry): Uint8Array {
  return withValue(
    withMainValue(bytes, () => value),
    ({ main }) => string(SIGNATURE_TAG.SHA3_256, hexDigest('sha3-256', encodeHeader(main))),
  );
}
