/**
 * What makes a signature weak, however right it is.
 *
 * Policy: known of the packet alone, and more exactly of the key where it is at hand. A version 3
 * packet is old, not weak.
 * Source: RFC 9580, sections 9.1 and 9.5; NIST SP 800-131A; what rpm on EL 9 and newer refuses.
 */
import { digestAlgorithm } from '../../../native-free-parsers/digest-algorithms.ts';
import type { SignedData } from '../../../native-free-parsers/openpgp-signed-data.ts';
import type { PublicKey } from '../../io/openpgp.ts';

/** MD5, SHA-1, RIPEMD-160 and what is older. */
const WEAK_HASHES: ReadonlySet<number> = new Set([1, 2, 3, 5, 6, 7]);
const RSA = 1;
const DSA = 17;
const FEWEST_BITS = 2048;
/** An RSA signature is as long as the modulus, but for a few bits that happen to be 0. */
const BITS_LOST_BY_CHANCE = 64;

export function isWeakHash(hashAlgorithm: number): boolean {
  return WEAK_HASHES.has(hashAlgorithm);
}

/** Phrases: `a SHA1 hash`, `a key of 1024 bits`; empty for a strong signature. */
export function weaknessesOf(signed: SignedData, key: PublicKey | undefined): string[] {
  const weaknesses: string[] = [];
  const { publicKeyAlgorithm, hashAlgorithm } = signed;
  if (isWeakHash(hashAlgorithm)) weaknesses.push(`a ${hashName(hashAlgorithm)} hash`);
  if (publicKeyAlgorithm === DSA) weaknesses.push('a DSA key');
  const bits = key?.bits ?? bitsOf(signed);
  if (bits !== undefined && bits < FEWEST_BITS - BITS_LOST_BY_CHANCE) {
    weaknesses.push(`a key of ${key?.bits === undefined ? 'about ' : ''}${bits} bits`);
  }
  const binding = key?.selfHashes.find(isWeakHash);
  if (binding !== undefined) {
    weaknesses.push(`a key that holds together by ${hashName(binding)}`);
  }
  return weaknesses;
}

/** How long the number of an RSA signature is. */
function bitsOf({ publicKeyAlgorithm, material }: SignedData): number | undefined {
  if (publicKeyAlgorithm !== RSA || material.length < 2) return undefined;
  return 256 * material[0]! + material[1]!;
}

function hashName(number: number): string {
  return digestAlgorithm(number)?.name ?? `number ${number}`;
}
