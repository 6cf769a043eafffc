/** Digests by rpm's numbers (rpm include/rpm/rpmcrypto.h, RFC 4880 section 9.4). */

import { createHash } from 'node:crypto';

export const DIGEST_ALGORITHM = {
  md5: 1,
  sha1: 2,
  sha256: 8,
  sha384: 9,
  sha512: 10,
  sha224: 11,
  'sha3-256': 12,
} as const;

export type DigestAlgorithm = keyof typeof DIGEST_ALGORITHM;

/** Lower-case hexadecimal. */
export function hexDigest(algorithm: DigestAlgorithm, ...pieces: readonly Uint8Array[]): string {
  const hash = createHash(algorithm);
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}
