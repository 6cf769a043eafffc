/**
 * What a line of a verification means: one name for a defect, whoever meets it.
 *
 * Policy: a digest that is not OK is final: stock rpm refuses the package. A signature that nobody
 * here can check (its key is not known, or the packet on the header is none that rpm reads) is not:
 * the header stays as it is and rpm checks it again when it installs. A signature over the payload
 * cannot be checked again, so nothing but OK and a missing key will do.
 * Source: rpm 4.18 lib/rpmvs.c rpmsinfoMsg for the wording; lib/transaction.c vfyCb.
 */

/** A line without blanks and newline, taken apart. */
export interface VerificationLine {
  /** `Header SHA256 digest`. */
  readonly name: string;
  readonly verdict: string;
  /** What stands in brackets, the brackets included or not; empty where nothing does. */
  readonly detail: string;
}

export type LineMeaning =
  | { readonly kind: 'fine' }
  /** It could not be checked here, and is checked again. */
  | { readonly kind: 'unchecked' }
  | { readonly kind: 'refused'; readonly rule: string };

export function meaningOf({ name, verdict, detail }: VerificationLine): LineMeaning {
  if (verdict === 'OK') return { kind: 'fine' };
  if (/digest$/i.test(name)) return { kind: 'refused', rule: digestRule(name, verdict) };
  if (verdict === 'NOKEY' || verdict === 'NOTTRUSTED') return { kind: 'unchecked' };
  const isUnreadable = UNREADABLE.test(detail);
  if (isUnreadable && name.startsWith('Header ')) return { kind: 'unchecked' };
  return { kind: 'refused', rule: isUnreadable ? 'sig-packet-invalid' : 'sig-bad' };
}

const UNREADABLE = /tag \d+: invalid /;

function digestRule(name: string, verdict: string): string {
  if (verdict === 'NOTFOUND') return 'pkg-digest-none';
  if (name.startsWith('Header ')) return 'pkg-header-digest-bad';
  return name.startsWith('Payload ') ? 'pkg-payload-digest-bad' : 'pkg-md5-bad';
}
