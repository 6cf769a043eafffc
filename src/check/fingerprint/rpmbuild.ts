/**
 * rpmbuild, which most packages are from, and what else makes its packages: programs that write a
 * spec file for it.
 *
 * Policy: RPMVERSION is believed where the rest of the package fits that version. Where it shows
 * something that this rpmbuild could not write, another tool has borrowed the number.
 */
import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { hasTag } from '../../../native-free-parsers/header/header.ts';
import { TAG, tagName } from '../../../native-free-parsers/header/tags.ts';
import { getUint32 } from '../../../native-free-parsers/header/values.ts';
import { type Claim, claim, type Subject, type Trait, trait, valueTrait } from './traits.ts';

/** What rpmbuild writes from a release on, and maybe in the snapshots before it. */
interface Novelty {
  /** Of the main header: the other one may have been written anew by a later rpmsign. */
  readonly tag: number;
  /** As versionNumber has it. */
  readonly snapshot: number;
  readonly release: string;
}

const NOVELTIES: readonly Novelty[] = [
  { tag: TAG.FILEDIGESTALGO, snapshot: 40590, release: '4.6' },
  { tag: TAG.ENCODING, snapshot: 41290, release: '4.13' },
  { tag: TAG.PAYLOADDIGEST, snapshot: 41390, release: '4.14' },
  { tag: TAG.PAYLOADDIGESTALT, snapshot: 41590, release: '4.16' },
  { tag: TAG.RPMFORMAT, snapshot: 59900, release: '6.0' },
];

/** rpm 4.12: from 4.9 on some entries came last, since then all are sorted. */
const SORTED = 41200;

/** The rpmbuild of RPMVERSION, if the package bears it out; else why it does not. */
export function rpmbuild(subject: Subject): Claim | { readonly borrowed: readonly Trait[] } {
  const version = subject.text(TAG.RPMVERSION);
  const age = versionNumber(version);
  const named = valueTrait(subject, TAG.RPMVERSION, () => age > 0);
  if (version === undefined || named === undefined) return { borrowed: [] };
  const { main } = subject;
  const newest = NOVELTIES.findLast(({ tag }) => hasTag(main, tag));
  if (newest !== undefined && age < newest.snapshot) {
    const what = `${tagName(newest.tag)}, which rpmbuild has since ${newest.release}: another tool`;
    return { borrowed: [named, trait(main, what, newest.tag)] };
  }
  const mark =
    newest && trait(main, `${tagName(newest.tag)}, as since ${newest.release}`, newest.tag);
  const { name, traits } = claim(`rpmbuild ${displayText(version)}`, [
    named,
    cookie(subject),
    mark,
    flags(subject),
  ]);
  return { name, traits: [...traits, ...(age < SORTED ? [] : rewritten(subject))] };
}

/** 41801 for 4.18.1-rc2; 0 where there is no such number. */
export function versionNumber(version: string | undefined): number {
  const [, major, minor, patch = 0] = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(version ?? '') ?? [];
  return major === undefined ? 0 : 10_000 * Number(major) + 100 * Number(minor) + Number(patch);
}

/** Host and time of the build once more, in one string. */
function cookie(subject: Subject): Trait | undefined {
  const { main, text } = subject;
  const expected = `${text(TAG.BUILDHOST)} ${getUint32(main, TAG.BUILDTIME)}`;
  if (text(TAG.COOKIE) !== expected) return undefined;
  return trait(main, 'COOKIE repeats BUILDHOST and BUILDTIME', TAG.COOKIE);
}

/** The compiler's flags of rpmbuild's configuration, whatever was compiled. */
function flags({ main }: Subject): Trait | undefined {
  return hasTag(main, TAG.OPTFLAGS) ? trait(main, 'OPTFLAGS', TAG.OPTFLAGS) : undefined;
}

/** That the main header is in another order than rpmbuild's. */
function rewritten({ main }: Subject): Trait[] {
  const { entries, region } = main;
  const first = region === undefined ? 1 : 2;
  const unsorted = entries.some(({ tag }, i) => i >= first && tag < entries[i - 1]!.tag);
  return unsorted ? [trait(main, 'not sorted by tag: another tool wrote it anew')] : [];
}
