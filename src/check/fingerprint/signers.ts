/**
 * What signing a package did to its signature header. Who signed it is none of this module's business
 * (src/package/signatures).
 */
import {
  findEntry,
  type Header,
  hasTag,
  isDribble,
} from '../../../native-free-parsers/header/header.ts';
import { SIGTAG, signatureTagName, TAG } from '../../../native-free-parsers/header/tags.ts';
import { versionNumber } from './rpmbuild.ts';
import { type Subject, type Trait, trait } from './traits.ts';

/** Of signatures. */
const SIGNATURES = [SIGTAG.DSA, SIGTAG.RSA, SIGTAG.OPENPGP, SIGTAG.PGP, SIGTAG.GPG] as const;

/** rpm 4.12, as versionNumber has it. */
const SINCE_RESERVED = 41200;
/** What rpmbuild has left for signatures since then: 4,096 bytes, 32 more since 4.13. */
const RESERVED: readonly number[] = [4096, 4128];
/** With these rpmsign needs more than that, and leaves it. */
const LARGE = [SIGTAG.FILESIGNATURES, SIGTAG.VERITYSIGNATURES] as const;

/** What shows that others than rpmbuild and rpmsign wrote the signature header. */
export function signingTraits(subject: Subject, byRpmbuild: boolean): Trait[] {
  const { signature, main, text } = subject;
  const traits: (Trait | undefined)[] = [outsideRegion(signature)];
  if (byRpmbuild && main.region !== undefined) {
    if (versionNumber(text(TAG.RPMVERSION)) >= SINCE_RESERVED)
      traits.push(reservedSpace(signature));
    if (signature.region === undefined) {
      traits.push(trait(signature, 'no region, which rpmbuild writes: another tool'));
    }
  }
  return traits.filter((each) => each !== undefined);
}

function outsideRegion(signature: Header): Trait | undefined {
  const added = signature.entries.filter((_, position) => isDribble(signature, position));
  if (added.length === 0) return undefined;
  const names = added.map(({ tag }) => signatureTagName(tag)).join(', ');
  return trait(signature, `${names} outside the region: added to a finished header`);
}

/** Source: rpm 4.18 sign/rpmgensig.c rpmSign, which takes its signatures' bytes from there. */
function reservedSpace(signature: Header): Trait | undefined {
  if (hasTag(signature, SIGTAG.RESERVED)) return undefined;
  const position = findEntry(signature, SIGTAG.RESERVEDSPACE);
  if (position === undefined) {
    return trait(signature, 'no RESERVEDSPACE, which rpmbuild leaves: another tool');
  }
  const { count } = signature.entries[position]!;
  const signed = SIGNATURES.some((tag) => hasTag(signature, tag));
  const large = LARGE.some((tag) => hasTag(signature, tag));
  if (!signed || large || !RESERVED.includes(count)) return undefined;
  const what = `RESERVEDSPACE is whole, ${count} bytes: rpmsign would have used some, another tool signed`;
  return trait(signature, what, SIGTAG.RESERVEDSPACE);
}
