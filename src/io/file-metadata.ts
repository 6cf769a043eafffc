/**
 * Owner, mode, capabilities and time of an open file or directory.
 *
 * Policy: in this order, because a change of owner clears mode bits and capabilities.
 * Source: rpm 4.18 lib/fsm.c fsmSetmeta.
 */
import { fchmodSync, fchownSync, futimesSync } from 'node:fs';
import { setCapabilities } from './capabilities.ts';
import { attempt } from './machine-error.ts';

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
  attempt('change the times of', name, () => futimesSync(fd, mtime, mtime));
}
