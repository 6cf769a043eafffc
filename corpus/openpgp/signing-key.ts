/**
 * Keys that sign packages of the corpus, and the certificates that vouch for them. Policy: RSA or
 * Ed25519 by node:crypto; the throwaway keys are made of their names, so that every run has the
 * same ones and none has to be kept secret.
 * Source: RFC 4880, sections 5.5.2, 11.1 and 12.2; RFC 8410, section 7 for the form of the seed.
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { integer, PACKET, packet, uint16, uint32 } from './packets.ts';

export interface SigningKey {
  readonly privateKey: KeyObject;
  /** Seconds since 1970. */
  readonly created: number;
  readonly userId: string;
}

/** RFC 4880, section 9.1; 22 is what gnupg has for Ed25519. */
export type KeyAlgorithm = 1 | 22;

const ED25519 = Uint8Array.of(9, 0x2b, 6, 1, 4, 1, 0xda, 0x47, 0x0f, 1);
const SEED_PREFIX = '302e020100300506032b657004220420';
const CREATED = 1_500_000_000;

/** An Ed25519 key that anybody can make again. */
export function throwawayKey(userId: string): SigningKey {
  const seed = createHash('sha256').update(userId).digest();
  const der = Buffer.concat([Buffer.from(SEED_PREFIX, 'hex'), seed]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return { privateKey, created: CREATED, userId };
}

export function algorithmOf({ privateKey }: SigningKey): KeyAlgorithm {
  return privateKey.asymmetricKeyType === 'rsa' ? 1 : 22;
}

/** The public key packet's body, version 4. */
export function publicKeyBody(key: SigningKey): Uint8Array {
  const { n = '', e = '', x = '' } = createPublicKey(key.privateKey).export({ format: 'jwk' });
  const bytes = (text: string) => Buffer.from(text, 'base64url');
  const numbers =
    algorithmOf(key) === 1
      ? [integer(bytes(n)), integer(bytes(e))]
      : [ED25519, integer(Buffer.concat([Uint8Array.of(0x40), bytes(x)]))];
  const start = [Uint8Array.of(4), uint32(key.created), Uint8Array.of(algorithmOf(key))];
  return Buffer.concat([...start, ...numbers]);
}

/** What signatures and the fingerprint are made over. */
export function hashedKey(key: SigningKey): Uint8Array {
  const body = publicKeyBody(key);
  return Buffer.concat([Uint8Array.of(0x99), uint16(body.length), body]);
}

export function fingerprintOf(key: SigningKey): Uint8Array {
  return createHash('sha1').update(hashedKey(key)).digest();
}

/** The integers of a signature. */
export function signatureNumbers(key: SigningKey, hash: string, data: Uint8Array): Uint8Array {
  if (algorithmOf(key) === 1) return integer(sign(hash, data, key.privateKey));
  const both = sign(null, createHash(hash).update(data).digest(), key.privateKey);
  return Buffer.concat([integer(both.subarray(0, 32)), integer(both.subarray(32))]);
}

export function publicKeyPacket(key: SigningKey): Uint8Array {
  return packet(PACKET.publicKey, publicKeyBody(key));
}
