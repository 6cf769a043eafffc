/**
 * What of a package only the system's rpmkeys can judge.
 *
 * Policy: in doubt, all of it. A signature is always for rpmkeys, which has the keys. One of the
 * header needs no more than the head; one of header and payload needs the whole package, and so does
 * a digest that rpm 4.18 does not know and another rpm may, and one that OpenSSL does not have here.
 */
import { SIGTAG, TAG } from '../../native-free-parsers/header/tags.ts';
import type { PackageHead } from '../../native-free-parsers/package-head.ts';
import { type DigestName, hasDigest } from '../io/digests.ts';

export type RpmkeysNeed = 'nothing' | 'head' | 'whole';

const HEADER_SIGNATURES: ReadonlySet<number> = new Set([SIGTAG.RSA, SIGTAG.DSA, SIGTAG.OPENPGP]);

/** Signatures of header and payload, and a digest of rpm 6. */
const IN_SIGNATURE: ReadonlySet<number> = new Set([SIGTAG.PGP, SIGTAG.GPG, SIGTAG.SHA3_256]);

/** Of a main header: digests of rpm 6. */
const IN_MAIN: ReadonlySet<number> = new Set([
  ...[TAG.PAYLOADSHA512, TAG.PAYLOADSHA512ALT],
  ...[TAG.PAYLOADSHA3_256, TAG.PAYLOADSHA3_256ALT],
]);

/** Those of rpm 4.18. */
const DIGESTS: readonly DigestName[] = ['MD5', 'SHA1', 'SHA256'];

/** Wherever in the index a tag stands: rpm verifies without looking it up. */
export function needsRpmkeys({ signature, main }: PackageHead): RpmkeysNeed {
  const needsAll =
    signature.entries.some(({ tag }) => IN_SIGNATURE.has(tag)) ||
    main.entries.some(({ tag }) => IN_MAIN.has(tag)) ||
    !DIGESTS.every(hasDigest);
  if (needsAll) return 'whole';
  return signature.entries.some(({ tag }) => HEADER_SIGNATURES.has(tag)) ? 'head' : 'nothing';
}
