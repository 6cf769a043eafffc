/** Packages that show one defect each, or nearly one: digests, sizes and signatures of the whole. */
import { BAD_DIGEST, type ManifestEntry, mutant, mutantOf } from '../manifest-entry.ts';
import * as digest from '../mutate/digest-mutators.ts';
import * as signing from '../mutate/signing-mutators.ts';

const UNREADABLE_PACKET = 'passes through: rpm cannot read the signature of the payload';
const BAD_SIGNATURE = 'passes through: the signature is of other bytes';

const DIGEST_CASES: readonly ManifestEntry[] = [
  mutant(
    'header-sha1-wrong',
    "the main header's SHA-1 is wrong",
    digest.headerSha1Wrong,
    BAD_DIGEST,
    'refuses',
  ),
  mutant(
    'header-sha256-of-all',
    "the main header's SHA-256 includes the payload",
    digest.headerSha256OfAll,
    BAD_DIGEST,
    'refuses',
  ),
  mutant(
    'header-sha256-not-hex',
    "the main header's SHA-256 has letters that no number has",
    digest.headerSha256NotHex,
    BAD_DIGEST,
    'refuses',
  ),
  mutant(
    'header-sha256-short',
    "the main header's SHA-256 has 40 digits",
    digest.headerSha256Short,
    BAD_DIGEST,
    'refuses',
  ),
  mutantOf(
    'format-v6',
    'header-sha3-wrong',
    "the main header's SHA3-256 is wrong, which rpm before 6 does not look at",
    digest.headerSha3Wrong,
  ),
  mutantOf(
    'format-v6',
    'payload-sha512-wrong',
    "the payload's SHA-512 is wrong, which rpm before 6 does not look at",
    digest.payloadSha512Wrong,
  ),
  mutant(
    'md5-of-payload',
    'the MD5 is that of the payload alone',
    digest.md5OfPayload,
    BAD_DIGEST,
    'refuses',
  ),
  mutant(
    'md5-with-padding',
    'the MD5 includes the padding in front of the main header',
    digest.md5WithPadding,
    BAD_DIGEST,
    'refuses',
  ),
  mutant(
    'payload-digest-of-archive',
    'PAYLOADDIGEST is that of the decompressed payload, as rpmpack once wrote',
    digest.payloadDigestOfArchive,
    BAD_DIGEST,
    'refuses',
  ),
  mutant(
    'payload-digests-swapped',
    "the payload's two digests stand in each other's place",
    digest.payloadDigestsSwapped,
  ),
  mutant(
    'payload-digest-alt-wrong',
    'PAYLOADDIGESTALT is that of other bytes, and not needed',
    digest.payloadDigestAltWrong,
  ),
  mutant(
    'payload-digest-alt-absent',
    'no PAYLOADDIGESTALT, as in rpm before 4.16',
    digest.payloadDigestAltAbsent,
  ),
  mutant('only-old-digests', 'MD5 and SHA-1, as before rpm 4.14', digest.onlyOldDigests),
  mutant(
    'header-uncovered',
    'no digest covers the main header',
    digest.headerUncovered,
    'passes through: rpm wants a digest over the header',
    'refuses',
  ),
];

const SIZE_CASES: readonly ManifestEntry[] = [
  mutant('size-of-payload', 'SIZE is that of the payload alone', digest.sizeOfPayload),
  mutant('size-absent', 'no SIZE', digest.sizeAbsent),
  mutant('size-in-both-widths', 'SIZE and LONGSIZE', digest.sizeInBothWidths),
  mutant(
    'archive-size-of-payload',
    'PAYLOADSIZE is that of the compressed payload, as nfpm once wrote',
    digest.archiveSizeOfPayload,
  ),
  mutant('archive-size-absent', 'no PAYLOADSIZE', digest.archiveSizeAbsent),
];

const SIGNATURE_CASES: readonly ManifestEntry[] = [
  mutant('signed-by-known-key', 'two signatures, both right', signing.signedByKnownKey),
  mutantOf(
    'format-v6',
    'signed-as-rpm6',
    'two signatures by two keys in the one tag of rpm 6',
    signing.signedAsRpm6,
  ),
  mutant(
    'signed-by-expired-key',
    'the key of the signature had expired',
    signing.signedByExpiredKey,
  ),
  mutant(
    'signed-wrongly',
    'a bit of the signature is flipped: only its key can tell',
    signing.signedWrongly,
  ),
  mutant(
    'signed-other-header',
    'the signature is that of another header',
    signing.signedOtherHeader,
    BAD_SIGNATURE,
    'refuses',
  ),
  mutant(
    'signed-other-payload',
    'the signature of everything is that of another payload',
    signing.signedOtherPayload,
    BAD_SIGNATURE,
    'refuses',
  ),
  mutant(
    'signed-header-unbound',
    'a signature of the header that nothing ties to the payload',
    signing.signedHeaderUnbound,
  ),
  mutant(
    'signed-together-only',
    'one signature over header and payload, as before rpm 4',
    signing.signedTogetherOnly,
  ),
  mutant(
    'signed-by-two-keys',
    'header and whole package signed by different keys',
    signing.signedByTwoKeys,
  ),
  mutant(
    'header-signature-garbage',
    'the signature of the header is no OpenPGP packet',
    signing.headerSignatureGarbage,
    'transcodes',
    'refuses',
  ),
  mutant(
    'payload-signature-garbage',
    'the signature of everything is no OpenPGP packet',
    signing.payloadSignatureGarbage,
    UNREADABLE_PACKET,
    'refuses',
  ),
  mutant('signed-with-sha1', 'a signature with SHA-1', signing.signedWithSha1),
  mutant(
    'signed-with-short-key',
    'a signature by an RSA key of 1024 bits',
    signing.signedWithShortKey,
  ),
  mutant('signed-in-version-3', 'signatures in packets of version 3', signing.signedInVersion3),
  mutant(
    'signed-with-ecdsa',
    "a signature by ECDSA, which rpm's own OpenPGP does not know",
    signing.signedWithEcdsa,
    'transcodes',
    'refuses',
  ),
];

export const VERIFICATION_CASES: readonly ManifestEntry[] = [
  ...DIGEST_CASES,
  ...SIZE_CASES,
  ...SIGNATURE_CASES,
];
