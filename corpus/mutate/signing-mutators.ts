/**
 * Mutators that sign, rightly and wrongly. Policy: what they do not sign wrongly on purpose has
 * right digests, and a region that includes the signatures.
 */
import { seededContent } from '../content.ts';
import { numberOf, type SignatureWishes, signaturePacket } from '../openpgp/signature-packet.ts';
import type { SigningKey } from '../openpgp/signing-key.ts';
import { EXPIRED, SIGNER, STRANGER } from '../openpgp/throwaway-keys.ts';
import { encodeHeader } from '../writer/header-blob.ts';
import { binary, type HeaderEntry, stringArray } from '../writer/header-entry.ts';
import { SIGNATURE_TAG, TAG } from '../writer/tags.ts';
import { foreignSignature, signatureOfBits } from './foreign-signature.ts';
import { type PackageParts, takeApart, withoutEntries } from './package-parts.ts';
import { reseal } from './reseal.ts';
import { byTag, withSignature } from './signature-parts.ts';

/** The pieces that signatures are made of. */
interface Signed {
  readonly header: Uint8Array;
  readonly payload: Uint8Array;
}

function signedWith(
  bytes: Uint8Array,
  entriesOf: (signed: Signed) => readonly HeaderEntry[],
): Uint8Array {
  return withSignature(bytes, (shape, { main, payload }: PackageParts) => ({
    ...shape,
    entries: byTag([...shape.entries, ...entriesOf({ header: encodeHeader(main), payload })]),
  }));
}

/** EdDSA goes where DSA goes. */
function headerSignature(key: SigningKey, { header }: Signed, wishes?: SignatureWishes) {
  return binary(SIGNATURE_TAG.DSA, signaturePacket(key, [header], wishes));
}

function payloadSignature(key: SigningKey, { header, payload }: Signed, wishes?: SignatureWishes) {
  return binary(SIGNATURE_TAG.GPG, signaturePacket(key, [header, payload], wishes));
}

/** Header and everything, by a key that is known. */
export function signedByKnownKey(bytes: Uint8Array): Uint8Array {
  return signedWith(bytes, (signed) => [
    headerSignature(SIGNER, signed),
    payloadSignature(SIGNER, signed),
  ]);
}

/** The same in the one tag of rpm 6. */
export function signedAsRpm6(bytes: Uint8Array): Uint8Array {
  return signedWith(bytes, ({ header }) => [
    stringArray(SIGNATURE_TAG.OPENPGP, [
      base64(signaturePacket(SIGNER, [header])),
      base64(foreignSignature(header)),
    ]),
  ]);
}

/** By a key that had expired. */
export function signedByExpiredKey(bytes: Uint8Array): Uint8Array {
  return signedWith(bytes, (signed) => [headerSignature(EXPIRED, signed)]);
}

/** A bit of the payload's signature is flipped: only its key can tell. */
export function signedWrongly(bytes: Uint8Array): Uint8Array {
  return signedWith(bytes, (signed) => {
    const { data, ...entry } = payloadSignature(SIGNER, signed);
    const flipped = Buffer.from(data);
    flipped.writeUInt8(flipped.readUInt8(flipped.length - 20) ^ 1, flipped.length - 20);
    return [headerSignature(SIGNER, signed), { ...entry, data: flipped }];
  });
}

/** The header's signature is that of another header. */
export function signedOtherHeader(bytes: Uint8Array): Uint8Array {
  return signedWith(bytes, ({ payload }) => [
    headerSignature(SIGNER, { header: payload, payload }),
  ]);
}

/** The signature of everything is that of another payload. */
export function signedOtherPayload(bytes: Uint8Array): Uint8Array {
  return signedWith(bytes, ({ header }) => [
    headerSignature(SIGNER, { header, payload: header }),
    payloadSignature(SIGNER, { header, payload: header }),
  ]);
}

/** A signature of the header, and no digest in it that vouches for the payload. */
export function signedHeaderUnbound(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  const main = withoutEntries(
    parts.main,
    TAG.PAYLOADDIGEST,
    TAG.PAYLOADDIGESTALGO,
    TAG.PAYLOADDIGESTALT,
  );
  return signedWith(reseal({ ...parts, main }), (signed) => [headerSignature(SIGNER, signed)]);
}

/** Only everything is signed, as before rpm 4. */
export function signedTogetherOnly(bytes: Uint8Array): Uint8Array {
  return signedWith(bytes, (signed) => [payloadSignature(SIGNER, signed)]);
}

/** The header by one key, everything by another. */
export function signedByTwoKeys(bytes: Uint8Array): Uint8Array {
  return signedWith(bytes, (signed) => [
    headerSignature(SIGNER, signed),
    binary(SIGNATURE_TAG.PGP, foreignSignature(signed.header, signed.payload)),
  ]);
}

/** A signature of the header that is no OpenPGP packet. */
export function headerSignatureGarbage(bytes: Uint8Array): Uint8Array {
  return signedWith(bytes, () => [binary(SIGNATURE_TAG.RSA, garbage())]);
}

/** The same of everything. */
export function payloadSignatureGarbage(bytes: Uint8Array): Uint8Array {
  return signedWith(bytes, () => [binary(SIGNATURE_TAG.PGP, garbage())]);
}

/** With SHA-1. */
export function signedWithSha1(bytes: Uint8Array): Uint8Array {
  return signedWith(bytes, (signed) => [headerSignature(SIGNER, signed, { hash: 'sha1' })]);
}

/** By an RSA key of 1024 bits. */
export function signedWithShortKey(bytes: Uint8Array): Uint8Array {
  return signedWith(bytes, ({ header }) => [
    binary(SIGNATURE_TAG.RSA, signatureOfBits([header], 1024)),
  ]);
}

/** In packets of version 3. */
export function signedInVersion3(bytes: Uint8Array): Uint8Array {
  return signedWith(bytes, (signed) => [
    headerSignature(SIGNER, signed, { version: 3 }),
    payloadSignature(SIGNER, signed, { version: 3 }),
  ]);
}

/** By ECDSA, which rpm's own OpenPGP does not know. */
export function signedWithEcdsa(bytes: Uint8Array): Uint8Array {
  const number = numberOf(256, garbage());
  const wishes = { algorithm: 19, numbers: Buffer.concat([number, number]) };
  return signedWith(bytes, (signed) => [headerSignature(STRANGER, signed, wishes)]);
}

function garbage(): Uint8Array {
  return seededContent('no packet', 'text', 200);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
