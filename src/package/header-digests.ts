/**
 * Digests of a main header, each computed once.
 *
 * Policy: over the bytes as they stand in the file, as rpm does (lib/header.c hdrblobRead).
 */
import type { Header } from '../../native-free-parsers/header/header.ts';
import { type DigestName, hasDigest, hexDigestOf } from '../io/digests.ts';
import { remembering } from './remembering.ts';

const digestsOf = remembering((_: Header) => new Map<DigestName, string | undefined>());

/** In lower-case hexadecimal; undefined where this host does not have the algorithm. */
export function headerDigest(main: Header, algorithm: DigestName): string | undefined {
  const digests = digestsOf(main);
  if (!digests.has(algorithm)) digests.set(algorithm, compute(main, algorithm));
  return digests.get(algorithm);
}

function compute({ bytes }: Header, algorithm: DigestName): string | undefined {
  return hasDigest(algorithm) ? hexDigestOf(algorithm, bytes) : undefined;
}
