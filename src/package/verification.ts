/**
 * What rpm says of a package's digests and signatures, in rpm's wording.
 *
 * Policy: pure; what is verified and how is in verification-items.ts.
 * Source: rpm 4.18 lib/rpmchecksig.c rpmpkgVerifySigs, lib/rpmvs.c rpmsinfoMsg.
 */
import type { PackageHead } from '../../native-free-parsers/package-head.ts';
import type { ComputedDigests } from './verification-item.ts';
import { verificationItems } from './verification-items.ts';

/** The outcome of a verification and its lines, as the checksig block stores them. */
export interface Verification {
  /** 0 where every line is OK, else 2 (RPMRC_FAIL). */
  readonly rc: 0 | 2;
  /** One line an item: four blanks, what it is, its verdict, a newline. */
  readonly text: string;
}

/** Verifies a package by its head and what was computed of the rest. */
export function verification(head: PackageHead, computed: ComputedDigests): Verification {
  const items = verificationItems(head, computed);
  const text = items
    .map(({ name, verdict, detail }) => `    ${name}: ${verdict}${detail ? ` (${detail})` : ''}\n`)
    .join('');
  return { rc: items.every(({ verdict }) => verdict === 'OK') ? 0 : 2, text };
}
