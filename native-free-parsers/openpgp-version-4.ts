/**
 * A version 3 signature packet in the form of version 4, for programs that know no other.
 *
 * Policy: hash and signature stay as they are, so the result is right for the hash of the original
 * alone: nobody may compute it from the new packet. Source: RFC 4880, sections 4.2.2, 5.2.2 and 5.2.3.
 */
import { fromHex } from './bytes/hex.ts';
import type { SignatureDescription } from './openpgp-signature.ts';
import type { SignedData } from './openpgp-signed-data.ts';

/** Header byte of a signature packet, and the byte that four bytes of length follow. */
const SIGNATURE_PACKET = 0xc2;
const FOUR_BYTE_LENGTH = 0xff;

export function asVersion4(
  signed: SignedData,
  { created, keyId }: SignatureDescription,
): Uint8Array {
  const { type, publicKeyAlgorithm, hashAlgorithm, hashStart, material } = signed;
  const body = [
    ...[4, type, publicKeyAlgorithm, hashAlgorithm],
    // Hashed: the creation time. Not hashed: the issuer.
    ...[0, 6, 5, 2, ...uint32(created)],
    ...[0, 10, 9, 16, ...fromHex(keyId)!],
    ...hashStart,
    ...material,
  ];
  return Uint8Array.from([SIGNATURE_PACKET, FOUR_BYTE_LENGTH, ...uint32(body.length), ...body]);
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
