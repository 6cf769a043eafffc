/**
 * The signature header of a described package: digests and sizes over the main header and the
 * payload, room for signatures. Source: rpm docs/manual/format_v4.md, format_v6.md, lib/signature.c.
 */

import type { PackageDescription } from './description.ts';
import { hexDigest } from './digest.ts';
import { encodeHeader } from './header-blob.ts';
import { binary, type HeaderEntry, int32, string } from './header-entry.ts';
import { headerShape } from './header-wishes.ts';
import type { Payload } from './main-header.ts';
import { SIGNATURE_TAG, TAG } from './tags.ts';

const RESERVED_SPACE = 4128;

/** The header with its padding to a multiple of 8 bytes. */
export function signatureHeader(
  description: PackageDescription,
  main: Uint8Array,
  payload: Payload,
): Uint8Array {
  const { format = 'v4', signature } = description;
  const reserved = new Uint8Array(signature?.reservedSpace ?? RESERVED_SPACE);
  const entries: Record<typeof format, () => HeaderEntry[]> = {
    v3: () => bothEntries(main, payload),
    v4: () => [
      string(SIGNATURE_TAG.SHA1, hexDigest('sha1', main)),
      string(SIGNATURE_TAG.SHA256, hexDigest('sha256', main)),
      ...bothEntries(main, payload),
      int32(SIGNATURE_TAG.PAYLOADSIZE, [payload.archive.length]),
      binary(SIGNATURE_TAG.RESERVEDSPACE, reserved),
    ],
    v6: () => [
      string(SIGNATURE_TAG.SHA256, hexDigest('sha256', main)),
      string(SIGNATURE_TAG.SHA3_256, hexDigest('sha3-256', main)),
      binary(SIGNATURE_TAG.RESERVED, reserved),
    ],
  };
  const regionTag = format === 'v3' ? undefined : TAG.HEADERSIGNATURES;
  const header = encodeHeader(headerShape(entries[format](), regionTag, signature));
  return Buffer.concat([header, new Uint8Array(-header.length & 7)]);
}

/** Size and MD5 of main header and payload together, all that v3 has. */
function bothEntries(main: Uint8Array, { stored }: Payload): HeaderEntry[] {
  const md5 = Buffer.from(hexDigest('md5', main, stored), 'hex');
  return [int32(SIGNATURE_TAG.SIZE, [main.length + stored.length]), binary(SIGNATURE_TAG.MD5, md5)];
}
