/**
 * What the lines of a verification mean for a transcoder.
 *
 * Policy: a digest that is not OK is final: stock rpm refuses the package, so must whatever comes
 * out of it. A signature that nobody here can check (its key is not known, or the packet on the
 * header is none that rpm reads) is not: the header is copied verbatim and rpm checks it again when
 * it installs. A signature over the payload cannot be checked again, so nothing but OK and a
 * missing key will do.
 * Source: rpm 4.18 lib/rpmvs.c rpmsinfoMsg for the wording; lib/transaction.c vfyCb.
 */
import type { Reason } from '../package/reason.ts';

/** The outcome of a verification and its lines, as the checksig block stores them. */
export interface Verification {
  /** 0 where every line is OK, else 2 (RPMRC_FAIL). */
  readonly rc: 0 | 2;
  /** One line an item: four blanks, what it is, its verdict, a newline. */
  readonly text: string;
}

export interface ChecksigVerdict {
  /** Why the original has to come out. */
  readonly refusals: readonly Reason[];
  /** Signatures that could not be checked here. */
  readonly unchecked: readonly Reason[];
}

const LINE = /^ {4}(.*): (OK|BAD|NOKEY|NOTTRUSTED|NOTFOUND|UNKNOWN)( \(.*\))?$/;

/** Sorts the lines of a verification. */
export function judgeVerification({ rc, text }: Verification): ChecksigVerdict {
  const refusals: Reason[] = [];
  const unchecked: Reason[] = [];
  const lines = text.split('\n').filter((line) => line !== '');
  for (const line of lines) {
    const match = LINE.exec(line);
    const [, item = line, verdict = 'UNKNOWN', detail = ''] = match ?? [];
    if (verdict === 'OK') continue;
    const message = `${item}: ${verdict}${detail}`;
    if (/digest$/i.test(item)) refusals.push({ rule: digestRule(item, verdict), message });
    else if (isUncheckable(item, verdict, detail))
      unchecked.push({ rule: 'sig-unchecked', message });
    else refusals.push({ rule: 'sig-bad', message });
  }
  if (lines.length === 0 || (rc !== 0 && refusals.length + unchecked.length === 0)) {
    refusals.push({ rule: 'pkg-unverified', message: 'the package could not be verified' });
  }
  return { refusals, unchecked };
}

function digestRule(item: string, verdict: string): string {
  if (verdict === 'NOTFOUND') return 'pkg-digest-none';
  if (item.startsWith('Header ')) return 'pkg-header-digest-bad';
  return item.startsWith('Payload ') ? 'pkg-payload-digest-bad' : 'pkg-md5-bad';
}

function isUncheckable(item: string, verdict: string, detail: string): boolean {
  if (verdict === 'NOKEY' || verdict === 'NOTTRUSTED') return true;
  return item.startsWith('Header ') && detail.includes('invalid OpenPGP signature');
}
