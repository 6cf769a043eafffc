/**
 * A signature of a package as a plain record.
 *
 * Policy: as all records of a check: made safe to print, and the same in every thread and in JSON.
 */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import { signatureTagName } from '../../native-free-parsers/header/tags.ts';
import type { PublicKey } from '../io/openpgp.ts';
import type { CheckedSignature, SignatureVerdict } from '../package/signatures/check-signatures.ts';
import type { Coverage } from '../package/signatures/list-signatures.ts';

export interface CheckSignature {
  /** In the signature header. */
  readonly tag: number;
  readonly name: string;
  readonly covers: Coverage;
  /** Of the packet, as all that follows; null where it cannot be read. */
  readonly version: number | null;
  /** RSA, EdDSA and so on, as rpm calls them. */
  readonly algorithm: string | null;
  readonly hash: string | null;
  /** 16 hexadecimal digits; zeros where the packet names none. */
  readonly keyId: string | null;
  /** Of the key that it says to be made by; null where the packet has none. */
  readonly fingerprint: string | null;
  /** ISO 8601, in UTC. */
  readonly created: string | null;
  readonly verdict: SignatureVerdict['kind'];
  /** Why it is bad or could not be judged. */
  readonly because: string | null;
  /** The given key that it was held against. */
  readonly key: CheckKey | null;
}

export interface CheckKey {
  readonly keyId: string;
  readonly fingerprint: string;
  /** The certificate's first. */
  readonly userId: string | null;
}

export function checkSignature({
  tag,
  covers,
  packet,
  verdict,
  key,
}: CheckedSignature): CheckSignature {
  const found = packet.kind === 'read' ? packet.description : undefined;
  return {
    tag,
    name: signatureTagName(tag),
    covers,
    version: found?.version ?? null,
    algorithm: found?.publicKeyAlgorithm ?? null,
    hash: found?.hashAlgorithm ?? null,
    keyId: found?.keyId ?? null,
    fingerprint: found?.issuerFingerprint ?? null,
    created: found === undefined ? null : new Date(1000 * found.created).toISOString(),
    verdict: verdict.kind,
    because: 'because' in verdict ? verdict.because : null,
    key: key === undefined ? null : checkKey(key),
  };
}

function checkKey({ keyId, fingerprint, userId }: PublicKey): CheckKey {
  return { keyId, fingerprint, userId: userId === undefined ? null : shown(userId) };
}

function shown(text: string): string {
  return displayText(Buffer.from(text).toString('latin1'));
}
