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
import { textBytes } from './metadata/header-text.ts';

export type Rarity =
  /** What keeps rpm from reading the package. */
  | 'trouble'
  /** Strings of the main header that are not plain ASCII text. */
  | 'odd-text'
  /** Signatures of any kind. */
  | 'signatures'
  /** Digests of the package that are wrong or missing. */
  | 'bad-digests'
  /** A source package. */
  | 'source'
  /** Files with anything about them that few files have. */
  | 'unusual-files'
  | 'hard-links'
  /** File digests that are not written as rpm reads them. */
  | 'odd-digests';

/** What a package has of each. */
export function raritiesOf(facts: PackageFacts): Readonly<Record<Rarity, boolean>> {
  const { trouble, signatures, head, pkg } = facts;
  const text = head && textBytes(head.main);
  return {
    trouble: trouble !== undefined,
    'odd-text': text !== undefined && (text.controls || text.beyondAscii),
    signatures: signatures.length > 0,
    'bad-digests': packageVerification(facts).some(isWrong),
    source: pkg?.isSource === true,
    'unusual-files': pkg !== undefined && unusualFiles(pkg.fileList.files).length > 0,
    'hard-links': pkg !== undefined && pkg.fileList.hardLinkSets.length > 0,
    'odd-digests': pkg !== undefined && oddDigests(pkg).length > 0,
  };
}

function isWrong({ verdict }: { readonly verdict: string }): boolean {
  return verdict === 'BAD' || verdict === 'NOTFOUND';
}
