/**
 * Whether the state knows enough of a listed package, or it must be read.
 *
 * Policy: a checksum in metadata is believed: what was found out about it anywhere holds here. Not so
 * where a file of this machine has another size than listed, or has changed since it was read although
 * the metadata has not. Where there is no checksum, a file that has not changed is the one it was.
 */

import { hexDigestOf } from '../../io/digests.ts';
import { type FileStamp, fileStamp } from '../../io/file-stamp.ts';
import type { ListingFacts } from '../../package/facts/listing.ts';
import type { Depth } from '../audit.ts';
import type { Wanted } from '../judge/judge-wanted.ts';
import type { Trouble } from '../judge/judgement.ts';
import { packageTrouble } from '../package-trouble.ts';
import type { ListedPackage, PackageAccess } from '../repository.ts';
import type { AuditState, KnownResult } from './audit-state.ts';

export type WhatIsKnown =
  | { readonly kind: 'known'; readonly result: number }
  | { readonly kind: 'wanted'; readonly wanted: Wanted }
  /** It is not there, or not to be reached. */
  | { readonly kind: 'unreadable'; readonly trouble: Trouble };

export function whatIsKnown(
  pkg: ListedPackage,
  access: PackageAccess,
  depth: Depth,
  state: AuditState,
): WhatIsKnown {
  const listing = listingKey(pkg.listing);
  if (access.kind === 'remote') {
    const known = pkg.checksum === null ? undefined : state.find(pkg.checksum, listing);
    if (known !== undefined && isDeepEnough(known, depth))
      return { kind: 'known', result: known.id };
    const kept = pkg.checksum === null ? undefined : state.head(pkg.checksum);
    return { kind: 'wanted', wanted: { pkg, listing, fallback: known, kept, file: undefined } };
  }
  let file: { path: string; stamp: FileStamp };
  try {
    const path = access.path(pkg.location);
    file = { path, stamp: fileStamp(path) };
  } catch (error) {
    return { kind: 'unreadable', trouble: packageTrouble(pkg.location, error) };
  }
  const identity = currentIdentity(pkg, file, state);
  const known = identity === undefined ? undefined : state.find(identity, listing);
  if (known !== undefined && isDeepEnough(known, depth)) return { kind: 'known', result: known.id };
  return { kind: 'wanted', wanted: { pkg, listing, fallback: known, kept: undefined, file } };
}

/** What identifies a file of this machine as it is now; undefined where only a read can tell. */
function currentIdentity(
  { checksum, size }: ListedPackage,
  { path, stamp }: { readonly path: string; readonly stamp: FileStamp },
  state: AuditState,
): string | undefined {
  const seen = state.isNew ? undefined : state.seen(path, stamp);
  if (checksum === null) return seen?.unchanged === true ? seen.identity : undefined;
  const hasChanged = seen !== undefined && !seen.unchanged && seen.identity === checksum;
  return hasChanged || stamp.size !== size ? undefined : checksum;
}

function isDeepEnough({ depth: known, certain }: KnownResult, depth: Depth): boolean {
  if (known === 'payload' || depth === 'headers') return true;
  return depth === 'auto' && certain;
}

/** Tells listings apart: what rules say of a package depends on them. Empty without metadata. */
function listingKey(listing: ListingFacts | null): string {
  if (listing === null) return '';
  return hexDigestOf('SHA256', new TextEncoder().encode(JSON.stringify(listing)));
}
