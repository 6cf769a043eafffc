/**
 * The hash algorithms that FILEDIGESTALGO and OpenPGP signatures name by number.
 *
 * Policy: facts only; no digest is computed here, and no rpm can compute all of them.
 * Source: rpm include/rpm/rpmcrypto.h (rpmHashAlgo_e); names as in rpmio/rpmpgpval.hh.
 */

export interface DigestAlgorithm {
  /** The number in FILEDIGESTALGO, PAYLOADDIGESTALGO and signature packets. */
  readonly number: number;
  /** As rpm prints it, e.g. SHA256. */
  readonly name: string;
  /** Bytes of a digest. */
  readonly length: number;
  /** Whether rpm 4.18 can compute it. */
  readonly inRpm418: boolean;
}

/** In the order of their numbers; 4 and 13 are not assigned. */
export const DIGEST_ALGORITHMS: readonly DigestAlgorithm[] = [
  { number: 1, name: 'MD5', length: 16, inRpm418: true },
  { number: 2, name: 'SHA1', length: 20, inRpm418: true },
  { number: 3, name: 'RIPEMD160', length: 20, inRpm418: false },
  { number: 5, name: 'MD2', length: 16, inRpm418: false },
  { number: 6, name: 'TIGER192', length: 24, inRpm418: false },
  { number: 7, name: 'HAVAL-5-160', length: 20, inRpm418: false },
  { number: 8, name: 'SHA256', length: 32, inRpm418: true },
  { number: 9, name: 'SHA384', length: 48, inRpm418: true },
  { number: 10, name: 'SHA512', length: 64, inRpm418: true },
  { number: 11, name: 'SHA224', length: 28, inRpm418: true },
  { number: 12, name: 'SHA3-256', length: 32, inRpm418: false },
  { number: 14, name: 'SHA3-512', length: 64, inRpm418: false },
];

/** The algorithm of a number, or undefined. */
export function digestAlgorithm(number: number): DigestAlgorithm | undefined {
  return DIGEST_ALGORITHMS.find((algorithm) => algorithm.number === number);
}

const MD5 = DIGEST_ALGORITHMS[0]!;

/**
 * The algorithm rpm 4.18 takes FILEDIGESTS to be in: MD5 where FILEDIGESTALGO is absent (undefined) and
 * where it names one that rpm cannot compute. Source: lib/rpmfi.c rpmfilesPopulate.
 */
export function fileDigestAlgorithm(number: number | undefined): DigestAlgorithm {
  const named = number === undefined ? undefined : digestAlgorithm(number);
  return named?.inRpm418 ? named : MD5;
}

/** Whether contents can be made that share a digest of this algorithm, by rpm's name for it. */
export function isWeakDigest(name: string): boolean {
  return name === 'MD5' || name === 'SHA1';
}
