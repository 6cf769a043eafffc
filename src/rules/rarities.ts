/**
 * What few packages have, and many rules are about: those rules do not run where there is none of it.
 *
 * Policy: looked for once a package, by whoever finds it anyway. A rule says by `among` where all that
 * it can find is; that it is silent without it, a test holds against every example.
 */
import type { PackageFacts } from '../package/facts/facts.ts';
import { packageVerification } from '../package/package-verification.ts';
import { unusualFiles } from '../package/unusual-files.ts';
import { oddDigests } from './digests/odd-digests.ts';
import { isOddLead } from './lead/odd-lead.ts';
import { type TextBytes, textBytes } from './metadata/header-text.ts';
import { isOddRegion } from './signature-header/odd-region.ts';

/** Whether a package has it, by its name. */
export const RARITIES = {
  /** What keeps rpm from reading the package. */
  trouble: ({ trouble }) => trouble !== undefined,
  /** A lead with anything in it but a name, numbers of architecture and system, and zeros. */
  'odd-lead': ({ lead, pkg }) => lead !== undefined && isOddLead(lead, pkg),
  /** A signature header whose region is not all of it, or does not end as rpm writes it. */
  'odd-signature-region': ({ signature }) => signature !== undefined && isOddRegion(signature),
  /** Strings of the main header that are not plain ASCII text. */
  'odd-text': ({ head }) => head !== undefined && isOddText(textBytes(head.main)),
  /** Signatures of any kind. */
  signatures: ({ signatures }) => signatures.length > 0,
  /** Digests of the package that are wrong or missing. */
  'bad-digests': (facts) => packageVerification(facts).some(isWrong),
  /** A source package. */
  source: ({ pkg }) => pkg?.isSource === true,
  /** Files with anything about them that few files have. */
  'unusual-files': ({ pkg }) => pkg !== undefined && unusualFiles(pkg.fileList.files).length > 0,
  'hard-links': ({ pkg }) => pkg !== undefined && pkg.fileList.hardLinkSets.length > 0,
  /** File digests that are not written as rpm reads them. */
  'odd-digests': ({ pkg }) => pkg !== undefined && oddDigests(pkg).length > 0,
} as const satisfies Readonly<Record<string, (facts: PackageFacts) => boolean>>;

export type Rarity = keyof typeof RARITIES;

function isOddText({ controls, beyondAscii }: TextBytes): boolean {
  return controls || beyondAscii;
}

function isWrong({ verdict }: { readonly verdict: string }): boolean {
  return verdict === 'BAD' || verdict === 'NOTFOUND';
}
