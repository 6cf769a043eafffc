/**
 * The digests rpm uses, by the names rpm gives them, computed by OpenSSL.
 *
 * Policy: never our own cryptography. A digest this system's OpenSSL does not have (MD5 under
 * FIPS) is an error only when it is asked for.
 */

import { createHash, type Hash, hash } from 'node:crypto';
import { MachineError } from './machine-error.ts';

const OPENSSL_NAMES = {
  MD5: 'md5',
  SHA1: 'sha1',
  SHA224: 'sha224',
  SHA256: 'sha256',
  SHA384: 'sha384',
  SHA512: 'sha512',
  'SHA3-256': 'sha3-256',
  'SHA3-512': 'sha3-512',
  RIPEMD160: 'ripemd160',
} as const;

/** A digest algorithm as rpm writes it: case matters. */
export type DigestName = keyof typeof OPENSSL_NAMES;

/** A digest under way. */
export interface Digest {
  update(bytes: Uint8Array): void;
  /** The binary digest; ends the computation. */
  digest(): Uint8Array;
}

/** Whether `text` names a digest of this module. */
export function isDigestName(text: string): text is DigestName {
  return Object.hasOwn(OPENSSL_NAMES, text);
}

const available = new Map<DigestName, boolean>();

/** Whether OpenSSL has the digest here; a FIPS policy may forbid it. Asked of OpenSSL once. */
export function hasDigest(name: DigestName): boolean {
  const known = available.get(name) ?? tryDigest(name);
  available.set(name, known);
  return known;
}

function tryDigest(name: DigestName): boolean {
  try {
    hexDigestOf(name, new Uint8Array());
    return true;
  } catch (error) {
    if (error instanceof MachineError) return false;
    throw error;
  }
}

/** Starts a digest. Throws MachineError ENOTSUP where OpenSSL does not have it. */
export function createDigest(name: DigestName): Digest {
  const state = supported(name, (): Hash => createHash(OPENSSL_NAMES[name]));
  return {
    update(bytes) {
      state.update(bytes);
    },
    digest: () => Uint8Array.from(state.digest()),
  };
}

/** The binary digest of `bytes`, the fastest way for one small piece. */
export function digestOf(name: DigestName, bytes: Uint8Array): Uint8Array {
  return supported(name, () => Uint8Array.from(hash(OPENSSL_NAMES[name], bytes, 'buffer')));
}

/** The digest of small pieces together, in lower-case hexadecimal, which Node makes without a buffer. */
export function hexDigestOf(name: DigestName, ...pieces: readonly Uint8Array[]): string {
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1) {
    return supported(name, () => hash(OPENSSL_NAMES[name], only));
  }
  const state = supported(name, () => createHash(OPENSSL_NAMES[name]));
  for (const piece of pieces) if (piece.length > 0) state.update(piece);
  return state.digest('hex');
}

function supported<T>(name: DigestName, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    throw new MachineError(
      {
        doing: 'compute',
        subject: `${name} digests`,
        code: 'ENOTSUP',
        reason: "this system's OpenSSL does not provide them",
        advice: 'a FIPS policy may forbid them: use another digest or another host',
      },
      error,
    );
  }
}
