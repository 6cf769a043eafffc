/**
 * What rpm 4.18 verifies of a package, one item at a time.
 *
 * Policy: plain data, and what all kinds of items have in common.
 * Source: rpm 4.18 lib/rpmvs.h, lib/rpmvs.c, lib/header.c hdrblobGet.
 */
import type { Header } from '../../native-free-parsers/header/header.ts';
import { elementSize } from '../../native-free-parsers/header/types.ts';
import type { SignatureHashes } from './signatures/signature-hash.ts';

/** Digests in lower-case hexadecimal; undefined: not computed. */
export interface ComputedDigests {
  /** SHA-256 of the payload as stored. */
  readonly payload: string | undefined;
  /** MD5 of main header and payload together. */
  readonly headerAndPayload: string | undefined;
  /** Of signatures of main header and payload, as far as they are computed. */
  readonly signatures: SignatureHashes;
}

/** What an item covers: rpm's RPMSIG_HEADER and RPMSIG_PAYLOAD. */
export const HEADER = 1;
export const PAYLOAD = 2;
export const BOTH = HEADER | PAYLOAD;

export type ItemVerdict = 'OK' | 'BAD' | 'NOKEY' | 'NOTFOUND';

export interface VerificationItem {
  readonly kind: 'signature' | 'digest';
  readonly tag: number;
  /** The header that has the tag, or would have it. */
  readonly header: Header;
  /** Of its entry in the header; undefined where there is none. */
  readonly position: number | undefined;
  readonly range: number;
  /** rpm's words for it: `Header SHA256 digest`. */
  readonly name: string;
  readonly verdict: ItemVerdict;
  /** What rpm adds in brackets. */
  readonly detail?: string;
  /** Of a digest that is wrong: what it says, and what it is over the bytes; lower case. */
  readonly claimed?: string;
  readonly computed?: string;
}

/** An item with what rpm sorts by. */
export interface SortedItem extends VerificationItem {
  readonly id: number;
  readonly disabler: number;
}

/** Numbers of several bytes are not looked at before they are brought into the host's order. */
export function isVisible({ entries }: Header, position: number): boolean {
  return (elementSize(entries[position]!.type) ?? 1) === 1;
}

/** How rpm names the header: by whether all its entries are in the region. */
export function originOf({ entries, region }: Header): 'package' | 'header' {
  return entries.length > (region?.entryCount ?? 0) ? 'header' : 'package';
}
