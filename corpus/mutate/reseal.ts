/**
 * Makes a changed package consistent again, so that only what a mutator meant to break is broken.
 * Policy: what rpm 4 has of digests and sizes is recomputed where it is there; none is added.
 */

import { hexDigest } from '../writer/digest.ts';
import { encodeHeader, type HeaderShape } from '../writer/header-blob.ts';
import { binary, type HeaderEntry, int32, string, stringArray } from '../writer/header-entry.ts';
import { SIGNATURE_TAG, TAG } from '../writer/tags.ts';
import { type PackageParts, putTogether } from './package-parts.ts';

/** The finished package with right header digests, MD5 and size. */
export function reseal(parts: PackageParts): Uint8Array {
  const main = encodeHeader(parts.main);
  const both = [main, parts.payload];
  const signature = replaced(parts.signature, [
    string(SIGNATURE_TAG.SHA1, hexDigest('sha1', main)),
    string(SIGNATURE_TAG.SHA256, hexDigest('sha256', main)),
    int32(SIGNATURE_TAG.SIZE, [main.length + parts.payload.length]),
    binary(SIGNATURE_TAG.MD5, Buffer.from(hexDigest('md5', ...both), 'hex')),
  ]);
  return putTogether({ ...parts, signature });
}

/**
 * The same for another payload: its digests in the main header as well. `archive` is what it
 * decompresses to.
 */
export function resealPayload(
  parts: PackageParts,
  payload: Uint8Array,
  archive: Uint8Array,
): Uint8Array {
  const main = replaced(parts.main, [
    stringArray(TAG.PAYLOADDIGEST, [hexDigest('sha256', payload)]),
    stringArray(TAG.PAYLOADDIGESTALT, [hexDigest('sha256', archive)]),
  ]);
  const signature = replaced(parts.signature, [int32(SIGNATURE_TAG.PAYLOADSIZE, [archive.length])]);
  return reseal({ ...parts, main, signature, payload });
}

function replaced(shape: HeaderShape, entries: readonly HeaderEntry[]): HeaderShape {
  const byTag = new Map(entries.map((entry) => [entry.tag, entry]));
  return { ...shape, entries: shape.entries.map((entry) => byTag.get(entry.tag) ?? entry) };
}
