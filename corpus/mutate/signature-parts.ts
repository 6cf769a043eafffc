/** What mutators of the signature header have in common. */

import { seededContent } from '../content.ts';
import { binary, type HeaderEntry } from '../writer/header-entry.ts';
import { type PackageParts, putTogether, takeApart } from './package-parts.ts';

/** The first of some tags that rpm has no meaning for. */
export const UNKNOWN_TAG = 290;

/** In the order that a sound header has. */
export function byTag(entries: readonly HeaderEntry[]): HeaderEntry[] {
  return entries.toSorted((a, b) => a.tag - b.tag);
}

/** 37 bytes that mean nothing. */
export function filler(tag: number): HeaderEntry {
  return binary(tag, seededContent(`filler ${tag}`, 'random', 37));
}

/** The package with another signature header. */
export function withSignature(
  bytes: Uint8Array,
  change: (shape: PackageParts['signature'], parts: PackageParts) => PackageParts['signature'],
): Uint8Array {
  const parts = takeApart(bytes);
  return putTogether({ ...parts, signature: change(parts.signature, parts) });
}
