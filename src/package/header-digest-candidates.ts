/**
 * What a wrong digest of the main header may have been made of.
 *
 * Policy: a few ranges that builders take for the header; computed only where a digest is wrong.
 */
import { toHex } from '../../native-free-parsers/bytes/hex.ts';
import { INTRO_SIZE } from '../../native-free-parsers/header/intro.ts';
import type { PackageHead } from '../../native-free-parsers/package-head.ts';
import { type DigestName, digestOf, hasDigest } from '../io/digests.ts';

/** Magic, version and four reserved bytes. */
const MAGIC_SIZE = 8;

/** In words, what a digest (lower-case hexadecimal) is that of; undefined where nothing fits. */
export function headerDigestSource(
  { main, signature, bytes }: PackageHead,
  algorithm: DigestName,
  digest: string,
): string | undefined {
  if (!hasDigest(algorithm)) return undefined;
  const candidates: readonly (readonly [what: string, bytes: Uint8Array])[] = [
    ['the main header without its magic', main.bytes.subarray(MAGIC_SIZE)],
    ['the main header without its intro', main.bytes.subarray(INTRO_SIZE)],
    ['the signature header', signature.bytes],
    ['everything in front of the payload', bytes],
    ['nothing at all', new Uint8Array()],
  ];
  return candidates.find(([, range]) => toHex(digestOf(algorithm, range)) === digest)?.[0];
}
