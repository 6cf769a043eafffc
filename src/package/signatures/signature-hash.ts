/**
 * The hashes that signatures of a package are made over.
 *
 * Policy: over the bytes as they stand in the file; nothing is compared here. Those of the payload
 * are computed by whoever reads it.
 */
import { digestAlgorithm } from '../../../native-free-parsers/digest-algorithms.ts';
import type { Header } from '../../../native-free-parsers/header/header.ts';
import type { SignedData } from '../../../native-free-parsers/openpgp-signed-data.ts';
import type { PackageHead } from '../../../native-free-parsers/package-head.ts';
import { type DigestName, hasDigest, hexDigestOf, isDigestName } from '../../io/digests.ts';
import type { DigestRange } from '../facts/range-digests.ts';
import { remembering } from '../remembering.ts';
import { listSignatures, type PackageSignature, signatureId } from './list-signatures.ts';

/** Hashes in hexadecimal by the signatures' ids; those that nobody has computed are absent. */
export type SignatureHashes = ReadonlyMap<string, string>;

/** Undefined where this host does not have the algorithm. */
export function hashAlgorithmOf({ hashAlgorithm }: SignedData): DigestName | undefined {
  const name = digestAlgorithm(hashAlgorithm)?.name;
  return name !== undefined && isDigestName(name) && hasDigest(name) ? name : undefined;
}

const hashesOf = remembering((_: Header) => new Map<PackageSignature, string | undefined>());

/** That of a signature of the main header alone; undefined where it cannot be computed. */
export function headerHash(signature: PackageSignature, main: Header): string | undefined {
  const known = hashesOf(main);
  if (!known.has(signature)) known.set(signature, compute(signature, main));
  return known.get(signature);
}

function compute({ packet }: PackageSignature, { bytes }: Header): string | undefined {
  if (packet.kind === 'unreadable') return undefined;
  const { signed } = packet;
  const algorithm = hashAlgorithmOf(signed);
  if (algorithm === undefined) return undefined;
  return hexDigestOf(algorithm, signed.before, bytes, signed.after);
}

/** What is to be digested for the signatures of main header and payload, named by their ids. */
export function payloadHashRanges({ signature, main }: PackageHead, end: number): DigestRange[] {
  const ranges: DigestRange[] = [];
  for (const each of listSignatures(signature)) {
    if (each.covers === 'header' || each.packet.kind === 'unreadable') continue;
    const { signed } = each.packet;
    const algorithm = hashAlgorithmOf(signed);
    if (algorithm === undefined) continue;
    const { before, after } = signed;
    ranges.push({ name: signatureId(each), algorithm, start: main.offset, end, before, after });
  }
  return ranges;
}
