/**
 * An OpenPGP signature by a key that nobody has. Policy: all that can be checked without the key is
 * right, so that rpm says NOKEY and no more.
 */
import { seededContent } from '../content.ts';
import { numberOf, signaturePacket } from '../openpgp/signature-packet.ts';
import { STRANGER } from '../openpgp/throwaway-keys.ts';

const RSA = 1;

/** A version 4 packet, RSA of 2048 bits with SHA-256, over these pieces. */
export function foreignSignature(...signed: readonly Uint8Array[]): Uint8Array {
  return signatureOfBits(signed, 2048);
}

/** The same with another length of the key. */
export function signatureOfBits(signed: readonly Uint8Array[], bits: number): Uint8Array {
  const numbers = numberOf(bits, seededContent('foreign signature', 'random', bits / 8));
  return signaturePacket(STRANGER, signed, { algorithm: RSA, numbers });
}
