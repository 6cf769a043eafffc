/**
 * The algorithm names a transcoder takes on its command line and writes into the csum block.
 *
 * Policy: the list of rpm 4.19, on which the reference implementation stands; SHA-3 came later.
 * Source: rpmio/rpmpgpval.h and pgpValTok in rpmio/rpmpgp_internal.c.
 */

import { DIGEST_ALGORITHMS, type DigestAlgorithm } from '../digest-algorithms.ts';

const SHA224 = 11;

/** In the order in which rpm looks them up. */
export const CSUM_ALGORITHMS: readonly DigestAlgorithm[] = DIGEST_ALGORITHMS.filter(
  ({ number }) => number <= SHA224,
);

/**
 * The algorithm rpm takes an argument for: the first whose name the argument begins with, so that
 * SHA256sum means SHA256 and sha256 means nothing. What is written is the algorithm's own name.
 */
export function csumAlgorithm(argument: string): DigestAlgorithm | undefined {
  return CSUM_ALGORITHMS.find(({ name }) => argument.startsWith(name));
}
