/**
 * What few packages have, and many rules are about: those rules do not run where there is none of it.
 *
 * Policy: looked for once a package, by whoever finds it anyway. A rule says by `among` where all that
 * it can find is; that it is silent without it, a test holds against every example.
 */
import type { FileList } from '../../native-free-parsers/files.ts';
import { hasTag } from '../../native-free-parsers/header/header.ts';
import { SIGTAG, TAG } from '../../native-free-parsers/header/tags.ts';
import type { PackageHead } from '../../native-free-parsers/package-head.ts';
import type { PackageFacts } from '../package/facts/facts.ts';
import { areAscending } from '../package/file-paths.ts';
import { mergeTrouble } from '../package/merge-trouble.ts';
import { packageVerification } from '../package/package-verification.ts';
import { unusualFiles } from '../package/unusual-files.ts';
import { oddDigests } from './digests/odd-digests.ts';
import { hasOddFileArrays } from './files/odd-file-arrays.ts';
import { isOddLead } from './lead/odd-lead.ts';
import { hasOddEntries } from './main-header/odd-entries.ts';
import { type TextBytes, textBytes } from './metadata/header-text.ts';
import { isFormat6 } from './metadata/package-format.ts';
import { isOddRegion } from './signature-header/odd-region.ts';
import { hasOddSignatureEntries } from './signature-header/odd-signature-entries.ts';

/** Whether a package has it, by its name. */
export const RARITIES = {
  /** What keeps rpm from reading the package. */
  trouble: ({ trouble }) => trouble !== undefined,
  /** A lead with anything in it but a name, numbers of architecture and system, and zeros. */
  'odd-lead': ({ lead, pkg }) => lead !== undefined && isOddLead(lead, pkg),
  /** A signature header whose region is not all of it, or does not end as rpm writes it. */
  'odd-signature-region': ({ signature }) => signature !== undefined && isOddRegion(signature),
  /** Entries of the signature header of unknown tags or out of order, or very much data. */
  'odd-signature-entries': ({ signature, head }) =>
    signature !== undefined &&
    hasOddSignatureEntries(signature, head !== undefined && isFormat6(head.main)),
  /** Entries of the main header that are out of order, of unknown tags, or not as rpm's table has them. */
  'odd-entries': ({ head }) => head !== undefined && hasOddEntries(head.main),
  /** Headers that rpm cannot make one of. */
  unmergeable: ({ head }) => head !== undefined && mergeTrouble(head) !== undefined,
  /** What only packages in the format of rpm 6 should have. */
  rpm6: ({ head }) => head !== undefined && hasNewsOfRpm6(head),
  /** Strings of the main header that are not plain ASCII text. */
  'odd-text': ({ head }) => head !== undefined && isOddText(textBytes(head.main)),
  /** Signatures of any kind. */
  signatures: ({ signatures }) => signatures.length > 0,
  /** Digests of the package that are wrong or missing. */
  'bad-digests': (facts) => packageVerification(facts).some(isWrong),
  /** A source package. */
  source: ({ pkg }) => pkg?.isSource === true,
  /** Arrays of the file list that rpm drops, or reads as it did of old. */
  'odd-file-arrays': ({ pkg }) => pkg !== undefined && hasOddFileArrays(pkg),
  /** A path that does not come behind that of the file before it. */
  'unsorted-files': ({ pkg }) => pkg !== undefined && !areAscending(pkg.fileList.files),
  /** Files with anything about them that few files have. */
  'unusual-files': ({ pkg }) => pkg !== undefined && unusualFiles(pkg.fileList.files).length > 0,
  'hard-links': ({ pkg }) => pkg !== undefined && pkg.fileList.hardLinkSets.length > 0,
  /** Files, and no digests that rpm could compare their contents with. */
  'no-digests': ({ pkg }) => pkg !== undefined && lacksDigests(pkg.fileList),
  /** File digests that are not written as rpm reads them. */
  'odd-digests': ({ pkg }) => pkg !== undefined && oddDigests(pkg).length > 0,
} as const satisfies Readonly<Record<string, (facts: PackageFacts) => boolean>>;

export type Rarity = keyof typeof RARITIES;

const NEWS_OF_RPM6 = [TAG.RPMFORMAT, TAG.PAYLOADSHA512, TAG.PAYLOADSHA3_256] as const;

function hasNewsOfRpm6({ signature, main }: PackageHead): boolean {
  return hasTag(signature, SIGTAG.SHA3_256) || NEWS_OF_RPM6.some((tag) => hasTag(main, tag));
}

/** All files have one, or none has. */
function lacksDigests({ files: [first] }: FileList): boolean {
  return first !== undefined && first.digest === undefined;
}

function isOddText({ controls, beyondAscii }: TextBytes): boolean {
  return controls || beyondAscii;
}

function isWrong({ verdict }: { readonly verdict: string }): boolean {
  return verdict === 'BAD' || verdict === 'NOTFOUND';
}
