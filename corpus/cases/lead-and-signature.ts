/** Packages that show one defect each, or nearly one: leads and signature headers. */
import { described, type ManifestEntry, mutant, mutantOf, UNREADABLE } from '../manifest-entry.ts';
import * as lead from '../mutate/lead-mutators.ts';
import * as signature from '../mutate/signature-mutators.ts';
import * as region from '../mutate/signature-region-mutators.ts';
import * as structure from '../mutate/signature-structure-mutators.ts';

const NO_PACKAGE = 'refused: no package';
/** Too long for the lead, with name and release. */
const LONG_VERSION = '1.0.20200913.with.more.than.the.lead.has.room.for.in.its.name';

const LEAD_CASES: readonly ManifestEntry[] = [
  mutant('web-page', 'an error page', lead.webPage, NO_PACKAGE, 'refuses'),
  mutant(
    'package-in-gzip',
    'the package in a gzip file',
    lead.packageInGzip,
    NO_PACKAGE,
    'refuses',
  ),
  mutant('lead-cut', 'the file ends inside the lead', lead.leadCut, NO_PACKAGE, 'refuses'),
  mutant('lead-type-7', 'a type that never was one', lead.leadType7),
  mutant('lead-reserved-set', 'the reserved bytes are not zero', lead.leadReservedSet),
  described({ name: 'lead-name-empty', leadName: '' }, 'the lead has no name'),
  described(
    { name: 'lead-name-with-epoch', epoch: 2, leadName: 'lead-name-with-epoch-2:1.0-1' },
    "the lead's name has the epoch, as rpm 4.18 writes it",
  ),
  described(
    { name: 'lead-name-cut', version: LONG_VERSION },
    'a name that fills the field up to its NUL',
  ),
  mutantOf(
    'lead-name-cut',
    'lead-name-without-nul',
    'a name that fills the whole field',
    lead.leadNameWithoutNul,
  ),
  described({ name: 'for-x86-64', arch: 'x86_64' }, 'a package for x86_64'),
  mutantOf('for-x86-64', 'lead-arch-ia64', 'the lead says ia64', lead.leadArchIa64),
  mutantOf(
    'format-v6',
    'lead-v6-numbers',
    'the lead of a package of rpm 6 says i386 and Linux',
    lead.leadNumbers,
  ),
];

const REGION_CASES: readonly ManifestEntry[] = [
  mutant('signed', 'two signatures by a key that nobody has', region.signed),
  mutant(
    'signed-with-stale-count',
    "two signatures added, the trailer's count left stale: azure-cli",
    region.signedWithStaleCount,
  ),
  mutant(
    'signed-behind-region',
    'two signatures appended behind the region',
    region.signedBehindRegion,
  ),
  mutant(
    'signature-trailer-first',
    'the trailer comes before all data: the region is empty',
    region.signatureTrailerFirst,
  ),
];

const VALUE_CASES: readonly ManifestEntry[] = [
  mutant('signature-unknown-tag', 'a tag that never was one', signature.signatureUnknownTag),
  mutant('signature-size-twice', 'SIZE stands there twice', signature.signatureSizeTwice),
  mutant('signature-reserved-set', 'reserved space is not zero', signature.signatureReservedSet),
  mutant(
    'signature-data-70k',
    '70 kB of reserved space: more than rpm before 4.16 would read',
    signature.signatureData70k,
  ),
  mutant(
    'signature-data-10k',
    '10 kB of reserved space: more than rpm 4.14 would read',
    signature.signatureData10k,
  ),
  mutant(
    'signature-size-string',
    'SIZE is a string',
    signature.signatureSizeString,
    'passes through: rpm refuses the signature tag',
    'refuses',
  ),
  mutant(
    'archive-size-in-both-headers',
    'ARCHIVESIZE in the main header as well, as install4j once wrote',
    signature.archiveSizeInBothHeaders,
    'passes through: rpm refuses the signature tag',
    'refuses',
  ),
  mutant(
    'archive-size-in-main-header',
    'ARCHIVESIZE in the main header, and not in the other',
    signature.archiveSizeInMainHeader,
  ),
  mutant(
    'signature-in-main-header',
    'a signature in the main header, where nobody verifies it',
    signature.signatureInMainHeader,
  ),
];

const UNREADABLE_CASES: readonly ManifestEntry[] = [
  unreadable(
    'signature-magic-reserved',
    'a reserved byte of the header magic is set',
    structure.signatureMagicReserved,
  ),
  unreadable('signature-data-size', 'a byte more than 64 MiB of data', structure.signatureDataSize),
  unreadable('signature-no-tags', 'a header without entries', structure.signatureNoTags),
  unreadable(
    'signature-region-tag-count',
    'the region says that its trailer has 15 bytes',
    structure.signatureRegionTagCount,
  ),
  unreadable(
    'signature-region-offset',
    'the region points behind the data',
    structure.signatureRegionOffset,
  ),
  unreadable(
    'signature-region-rewritten',
    'what a transcoder made of a stale count: PAYLOADSIZE where the trailer should be',
    structure.signatureRegionRewritten,
  ),
  unreadable(
    'signature-region-of-none',
    "the trailer counts no entry, not even the region's own",
    region.signatureRegionOfNone,
  ),
  unreadable(
    'signature-data-after-trailer',
    '16 bytes that belong to no entry follow the trailer',
    structure.signatureDataAfterTrailer,
  ),
  unreadable(
    'signature-data-gap',
    'four bytes that belong to no entry between two that do',
    signature.signatureDataGap,
  ),
  unreadable(
    'signature-entry-overlap',
    'the SHA-256 starts inside the SHA-1',
    structure.signatureEntryOverlap,
  ),
  unreadable(
    'padding-missing',
    'the main header follows without the padding',
    structure.paddingMissing,
  ),
  unreadable('padding-too-long', 'eight bytes of padding too many', structure.paddingTooLong),
  unreadable('padding-cut', 'the file ends inside the padding', structure.paddingCut),
];

export const LEAD_AND_SIGNATURE_CASES: readonly ManifestEntry[] = [
  ...LEAD_CASES,
  ...REGION_CASES,
  ...VALUE_CASES,
  ...UNREADABLE_CASES,
];

function unreadable(
  name: string,
  purpose: string,
  mutate: Parameters<typeof mutant>[2],
): ManifestEntry {
  return mutant(name, purpose, mutate, UNREADABLE, 'refuses');
}
