/**
 * Who signed a package, and what the signing did to its signature header.
 *
 * Policy: packets are described, never verified: the key that they name may be anybody's claim.
 */
import { FormatError } from '../../../native-free-parsers/bytes/format-error.ts';
import {
  findEntry,
  type Header,
  hasTag,
  isDribble,
} from '../../../native-free-parsers/header/header.ts';
import { SIGTAG, signatureTagName, TAG } from '../../../native-free-parsers/header/tags.ts';
import { getBytes, getStrings } from '../../../native-free-parsers/header/values.ts';
import {
  describeSignature,
  signatureText,
} from '../../../native-free-parsers/openpgp-signature.ts';
import { versionNumber } from './rpmbuild.ts';
import { type Subject, type Trait, trait } from './traits.ts';

export interface Signature {
  /** RSA, DSA, PGP, GPG or OPENPGP. */
  readonly tag: string;
  readonly covers: 'header' | 'header and payload';
  /** As rpm puts it: `V4 RSA/SHA256 Signature, key ID 1964c5fc`. */
  readonly what: string;
  /** 16 hexadecimal digits; undefined where the packet cannot be read. */
  readonly keyId: string | undefined;
}

const TAGS = [
  { tag: SIGTAG.DSA, covers: 'header' },
  { tag: SIGTAG.RSA, covers: 'header' },
  { tag: SIGTAG.OPENPGP, covers: 'header' },
  { tag: SIGTAG.PGP, covers: 'header and payload' },
  { tag: SIGTAG.GPG, covers: 'header and payload' },
] as const;

/** Every signature, in the order of the tags. */
export function signatures({ signature }: Subject): Signature[] {
  return TAGS.flatMap(({ tag, covers }) =>
    packetsOf(signature, tag).map((packet) => ({
      tag: signatureTagName(tag),
      covers,
      ...describe(packet),
    })),
  );
}

function packetsOf(signature: Header, tag: number): Uint8Array[] {
  const bytes = getBytes(signature, tag);
  if (bytes !== undefined) return [bytes];
  return (getStrings(signature, tag) ?? []).map((text) => Buffer.from(text, 'base64'));
}

function describe(packet: Uint8Array): Pick<Signature, 'what' | 'keyId'> {
  try {
    const description = describeSignature(packet);
    return { what: signatureText(description), keyId: description.keyId };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { what: `no readable signature: ${error.expected} expected`, keyId: undefined };
  }
}

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
  const signed = TAGS.some(({ tag }) => hasTag(signature, tag));
  const large = LARGE.some((tag) => hasTag(signature, tag));
  if (!signed || large || !RESERVED.includes(count)) return undefined;
  const what = `RESERVEDSPACE is whole, ${count} bytes: rpmsign would have used some, another tool signed`;
  return trait(signature, what, SIGTAG.RESERVEDSPACE);
}
