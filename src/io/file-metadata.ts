/**
 * Owner, mode, capabilities and time of an open file or directory.
 *
 * Policy: in this order, because a change of owner clears mode bits and capabilities.
 * Source: rpm 4.18 lib/fsm.c fsmSetmeta.
 */
import { fchmodSync, fchownSync, fstatSync, futimesSync } from 'node:fs';
import { setCapabilities } from './capabilities.ts';
import { attempt } from './machine-error.ts';

const PERMISSIONS = 0o7777;

export interface Metadata {
  /** Undefined to leave it with who runs this. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
  /** Permission bits with set-user-ID, set-group-ID and sticky bit. */
  readonly mode: number;
  /** In the notation of cap_from_text(3); empty for none, and to leave them alone. */
  readonly capabilities: string;
  /** Seconds since 1970. */
  readonly mtime: number;
}

/** @param name the file, for messages. */
export function setMetadata(fd: number, metadata: Metadata, name: string): void {
  const { owner, mode, capabilities, mtime } = metadata;
  attempt('change the owner of', name, () => {
    if (owner !== undefined) fchownSync(fd, owner.uid, owner.gid);
  });
  attempt('change the mode of', name, () => fchmodSync(fd, mode));
  if (capabilities !== '') setCapabilities(fd, capabilities, name);
  setTimes(fd, mtime, name);
}

/** @param name the file, for messages. */
export function setTimes(fd: number, mtime: number, name: string): void {
  attempt('change the times of', name, () => futimesSync(fd, mtime, mtime));
}

/** @param name the file, for messages. */
export function hasOwnerAndMode(fd: number, { owner, mode }: Metadata, name: string): boolean {
  const stats = attempt('examine', name, () => fstatSync(fd));
  if ((stats.mode & PERMISSIONS) !== mode) return false;
  return owner === undefined || (stats.uid === owner.uid && stats.gid === owner.gid);
}
