/**
 * What the lines of a verification mean for a transcoder.
 *
 * Policy: what each line means is said in package/verification-rule.ts; no line at all, and a
 * failure without a reason, are reasons enough to leave a package alone.
 */
import type { Reason } from '../package/reason.ts';
import type { Verification } from '../package/verification.ts';
import { meaningOf } from '../package/verification-rule.ts';

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
    const [, name = line, verdict = 'UNKNOWN', detail = ''] = match ?? [];
    const meaning = meaningOf({ name, verdict, detail });
    const message = `${name}: ${verdict}${detail}`;
    if (meaning.kind === 'unchecked') unchecked.push({ rule: 'sig-unchecked', message });
    if (meaning.kind === 'refused') refusals.push({ rule: meaning.rule, message });
  }
  if (lines.length === 0 || (rc !== 0 && refusals.length + unchecked.length === 0)) {
    refusals.push({ rule: 'pkg-unverified', message: 'the package could not be verified' });
  }
  return { refusals, unchecked };
}
