/**
 * What a package's signatures are worth.
 *
 * Policy: wrong is what its own packet gives away, or what its key says is not by it. A signature
 * that cannot be held against its key is neither right nor wrong, and the reason is said.
 * Source: rpm 4.18 rpmio/rpmpgp_internal.c pgpVerifySignature, lib/rpmvs.c verifySignature.
 */
import { fromHex, toHex } from '../../../native-free-parsers/bytes/hex.ts';
import { digestAlgorithm } from '../../../native-free-parsers/digest-algorithms.ts';
import {
  BINARY_SIGNATURE,
  type SignedData,
} from '../../../native-free-parsers/openpgp-signed-data.ts';
import { asVersion4 } from '../../../native-free-parsers/openpgp-version-4.ts';
import type { PackageHead } from '../../../native-free-parsers/package-head.ts';
import type { PublicKey } from '../../io/openpgp.ts';
import { findKey, type KeyRing } from './key-ring.ts';
import {
  listSignatures,
  type PackageSignature,
  type SignaturePacket,
  signatureId,
} from './list-signatures.ts';
import { hashAlgorithmOf, headerHash, type SignatureHashes } from './signature-hash.ts';
import { isWeakHash } from './weaknesses.ts';

export type SignatureVerdict =
  /** Its key says that it is right. */
  | { readonly kind: 'good' }
  | { readonly kind: 'bad'; readonly because: string }
  /** Keys are at hand, its own is not among them. */
  | { readonly kind: 'key-missing' }
  /** Its key cannot vouch for it: expired, revoked, none that signs. */
  | { readonly kind: 'key-unusable'; readonly because: string }
  /** For another reason nobody can say here whether it is right. */
  | { readonly kind: 'unverifiable'; readonly because: string }
  /** No packet that rpm reads. */
  | { readonly kind: 'unreadable' }
  /** Nobody gave a key, or the payload was not read. */
  | { readonly kind: 'unchecked'; readonly because: string };

export interface CheckedSignature extends PackageSignature {
  readonly verdict: SignatureVerdict;
  readonly key: PublicKey | undefined;
}

/**
 * Checks all signatures of a package.
 * @param hashes of signatures of the payload, as far as they are computed.
 * @param keys undefined: nothing is said that needs a key.
 */
export async function checkSignatures(
  { signature, main }: PackageHead,
  hashes: SignatureHashes,
  keys: KeyRing | undefined,
): Promise<CheckedSignature[]> {
  const checked: CheckedSignature[] = [];
  for (const each of listSignatures(signature)) {
    const hash = each.covers === 'header' ? headerHash(each, main) : hashes.get(signatureId(each));
    const { packet } = each;
    const key = keys && packet.kind === 'read' ? findKey(keys, packet.description) : undefined;
    const verdict = await judge(packet, hash, keys !== undefined, key);
    checked.push({ ...each, verdict, key });
  }
  return checked;
}

async function judge(
  packet: SignaturePacket,
  hash: string | undefined,
  hasKeys: boolean,
  key: PublicKey | undefined,
): Promise<SignatureVerdict> {
  if (packet.kind === 'unreadable') return { kind: 'unreadable' };
  const { signed, description, bytes } = packet;
  if (signed.type !== BINARY_SIGNATURE) {
    return { kind: 'bad', because: `it is of type ${signed.type}, none of bytes as they are` };
  }
  if (hash !== undefined && !hash.startsWith(toHex(signed.hashStart))) {
    return { kind: 'bad', because: 'it was made over other bytes' };
  }
  if (!hasKeys) return { kind: 'unchecked', because: 'no key was given' };
  if (key === undefined) return { kind: 'key-missing' };
  if (hashAlgorithmOf(signed) === undefined) {
    return { kind: 'unverifiable', because: `this host cannot compute ${hashName(signed)}` };
  }
  if (hash === undefined) return { kind: 'unchecked', because: 'the payload was not read' };

  const verdict = await key.verify(
    signed.version === 3 ? asVersion4(signed, description) : bytes,
    fromHex(hash)!,
  );
  if (verdict.kind === 'bad') return { kind: 'bad', because: 'its key did not make it' };
  if (verdict.kind === 'unsupported') return { kind: 'unverifiable', because: verdict.because };
  if (verdict.kind === 'key-unusable') return verdict;
  if (!isWeakHash(signed.hashAlgorithm)) return { kind: 'good' };
  const because = `its key made it, but ${hashName(signed)} can be forged`;
  return { kind: 'unverifiable', because };
}

function hashName({ hashAlgorithm }: SignedData): string {
  return digestAlgorithm(hashAlgorithm)?.name ?? `hash algorithm ${hashAlgorithm}`;
}
