/**
 * The signatures that rpm 4.18 verifies, as it sees them without a key: NOKEY where the hash is right.
 *
 * Policy: a signature over bytes that nobody has hashed is taken for right.
 * Source: rpm 4.18 lib/rpmvs.c (rpmvfyitems, rpmsinfoInit, verifySignature),
 * rpmio/rpmpgp_internal.c pgpVerifySignature, include/rpm/rpmts.h for the bits that switch items off.
 */
import { toHex } from '../../native-free-parsers/bytes/hex.ts';
import { digestAlgorithm } from '../../native-free-parsers/digest-algorithms.ts';
import { SIGTAG } from '../../native-free-parsers/header/tags.ts';
import { signatureText } from '../../native-free-parsers/openpgp-signature.ts';
import { BINARY_SIGNATURE } from '../../native-free-parsers/openpgp-signed-data.ts';
import type { PackageHead } from '../../native-free-parsers/package-head.ts';
import { listSignatures, type SignaturePacket, signatureId } from './signatures/list-signatures.ts';
import { headerHash } from './signatures/signature-hash.ts';
import {
  BOTH,
  type ComputedDigests,
  HEADER,
  isVisible,
  originOf,
  type SortedItem,
} from './verification-item.ts';

interface SignatureTag {
  readonly range: number;
  /** Of a packet that cannot be read. */
  readonly name: string;
  readonly disabler: number;
}

/** OPENPGP is not among them: rpm 4.18 does not know it. */
const SIGNATURES: ReadonlyMap<number, SignatureTag> = new Map([
  [SIGTAG.RSA, { range: HEADER, name: 'Header RSA signature', disabler: 1 << 11 }],
  [SIGTAG.DSA, { range: HEADER, name: 'Header DSA signature', disabler: 1 << 10 }],
  [SIGTAG.PGP, { range: BOTH, name: 'RSA signature', disabler: 1 << 19 }],
  [SIGTAG.GPG, { range: BOTH, name: 'DSA signature', disabler: 1 << 18 }],
]);

/** One for each signature of a tag that rpm 4.18 knows. */
export function signatureItems(
  { signature, main }: PackageHead,
  computed: ComputedDigests,
): SortedItem[] {
  const items: SortedItem[] = [];
  for (const each of listSignatures(signature)) {
    const known = SIGNATURES.get(each.tag);
    if (known === undefined) continue;
    const { range, disabler } = known;
    const { tag, position, packet } = each;
    const item = { kind: 'signature', tag, header: signature, position, range, disabler } as const;
    if (!isVisible(signature, position)) continue;
    if (packet.kind === 'unreadable' || !packet.description.inRpm418) {
      const detail = `${originOf(signature)} tag ${tag}: ${whyInvalid(packet)}`;
      items.push({ ...item, id: 0, name: known.name, verdict: 'BAD', detail });
      continue;
    }
    const { description, signed } = packet;
    // A hash that rpm does not have is as good as no signature.
    if (!digestAlgorithm(signed.hashAlgorithm)?.inRpm418) continue;
    const hash =
      each.covers === 'header'
        ? headerHash(each, main)
        : computed.signatures.get(signatureId(each));
    const start = toHex(signed.hashStart);
    const isRight =
      signed.type === BINARY_SIGNATURE && (hash === undefined || hash.startsWith(start));
    const prefix = range === HEADER ? 'Header ' : '';
    items.push({
      ...item,
      id: tag << 16,
      name: `${prefix}${signatureText(description)}`,
      verdict: isRight ? 'NOKEY' : 'BAD',
    });
  }
  return items;
}

/** Of a packet that rpm 4.18 cannot read. */
function whyInvalid(packet: SignaturePacket): string {
  const rpmSays = packet.kind === 'unreadable' ? packet.problem.rpmSays : undefined;
  return rpmSays ?? 'invalid OpenPGP signature';
}
