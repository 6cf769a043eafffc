/**
 * Verification of our own: for packages that nobody signed, and for hosts without rpmkeys.
 *
 * Policy: everything that rpm 4.18 digests of a package is digested for real, if its headers say
 * what must come out; package/verification.ts says what follows from it. No key is known.
 */
import type { ByteReader } from '../../native-free-parsers/bytes/byte-source.ts';
import { firstEntry, type Header } from '../../native-free-parsers/header/header.ts';
import { SIGTAG, TAG } from '../../native-free-parsers/header/tags.ts';
import type { PackageHead } from '../../native-free-parsers/package-head.ts';
import type { Breather } from '../io/breathe.ts';
import { pump } from '../io/pump.ts';
import { type DigestRange, RangeDigests } from '../package/facts/range-digests.ts';
import { payloadHashRanges } from '../package/signatures/signature-hash.ts';
import { type Verification, verification } from '../package/verification.ts';

const PAYLOAD = 'payload';
const HEADER_AND_PAYLOAD = 'header and payload';

/**
 * Verifies a package.
 * @param original the whole package from its first byte.
 */
export async function verifyDigests(
  head: PackageHead,
  original: ByteReader,
  breathe?: Breather,
): Promise<Verification> {
  const digests = new RangeDigests(0, rangesToDigest(head));
  await pump(original, (chunk) => digests.update(chunk), breathe);
  return verificationBy(head, digests.finish());
}

/** What rpm digests of a file from the main header on: for digests and signatures that it has. */
export function rangesToDigest(
  head: PackageHead,
  end = Number.POSITIVE_INFINITY,
): readonly DigestRange[] {
  const { signature, main, bytes } = head;
  const ranges = payloadHashRanges(head, end);
  if (hasEntry(main, TAG.PAYLOADDIGEST) || hasEntry(main, TAG.PAYLOADDIGESTALT)) {
    ranges.push({ name: PAYLOAD, algorithm: 'SHA256', start: bytes.length, end });
  }
  if (hasEntry(signature, SIGTAG.MD5)) {
    ranges.push({ name: HEADER_AND_PAYLOAD, algorithm: 'MD5', start: main.offset, end });
  }
  return ranges;
}

/** Whether rpm finds one where it verifies. */
function hasEntry(header: Header, tag: number): boolean {
  return firstEntry(header, tag) !== undefined;
}

/** What follows from the digests of these ranges, in hexadecimal and by the ranges' names. */
export function verificationBy(
  head: PackageHead,
  digests: ReadonlyMap<string, string>,
): Verification {
  return verification(head, {
    payload: digests.get(PAYLOAD),
    headerAndPayload: digests.get(HEADER_AND_PAYLOAD),
    signatures: digests,
  });
}
