/**
 * Package identities: name, epoch, version, release, architecture, as text and in order.
 *
 * Policy: splits from the right, as names hold hyphens and versions do not; nothing is trimmed or
 * corrected. No epoch (undefined) and epoch 0 are written differently and compare the same.
 * Source: rpmio/rpmver.c of rpm 4.18 (parseEVR, rpmverCmp), lib/tagexts.c for the spelling.
 */

import { rpmvercmp } from './rpmvercmp.ts';

export interface Evr {
  /** 0 to 2^32 - 1; undefined where none is given. */
  readonly epoch: number | undefined;
  readonly version: string;
  /** Undefined in a dependency on a version of any release. */
  readonly release: string | undefined;
}

export interface Nevra extends Evr {
  readonly name: string;
  readonly release: string;
  readonly arch: string;
}

const MAX_EPOCH = 0xffffffff;

/** What comes before a version. */
const EPOCH = /^[0-9]*:/;

/** Reads [epoch:]version[-release]; undefined for an empty version or an epoch no header can hold. */
export function parseEvr(text: string): Evr | undefined {
  const prefix = text.includes(':') ? EPOCH.exec(text)?.[0] : undefined;
  const epoch = prefix === undefined ? undefined : Number(prefix.slice(0, -1));
  const [version, release] = splitAtLast(text.slice(prefix?.length ?? 0), '-');
  if (version === '' || (epoch !== undefined && epoch > MAX_EPOCH)) return undefined;
  return { epoch, version, release };
}

/** Reads name-[epoch:]version-release.arch; undefined where a part is missing. */
export function parseNevra(text: string): Nevra | undefined {
  const [nevr, arch] = splitAtLast(text, '.');
  const [nev, release] = splitAtLast(nevr, '-');
  const [name, ev] = splitAtLast(nev, '-');
  const evr = parseEvr(ev ?? '');
  return name && evr && release && arch ? { name, ...evr, release, arch } : undefined;
}

/** [epoch:]version[-release]; the epoch appears where there is one, 0 too. */
export function formatEvr({ epoch, version, release }: Evr): string {
  const prefix = epoch === undefined ? '' : `${epoch}:`;
  const suffix = release === undefined ? '' : `-${release}`;
  return `${prefix}${version}${suffix}`;
}

/** name-[epoch:]version-release.arch, as rpm's %{NEVRA}. */
export function formatNevra(nevra: Nevra): string {
  return `${nevra.name}-${formatEvr(nevra)}.${nevra.arch}`;
}

/** -1, 0 or 1 by epoch (none is 0), version, release (none is oldest). */
export function compareEvr(a: Evr, b: Evr): -1 | 0 | 1 {
  const epochs = (a.epoch ?? 0) - (b.epoch ?? 0);
  if (epochs !== 0) return epochs < 0 ? -1 : 1;
  return rpmvercmp(a.version, b.version) || compareReleases(a.release, b.release);
}

function compareReleases(a: string | undefined, b: string | undefined): -1 | 0 | 1 {
  if (a === undefined || b === undefined) {
    if (a === b) return 0;
    return a === undefined ? -1 : 1;
  }
  return rpmvercmp(a, b);
}

function splitAtLast(text: string, separator: string): [before: string, after: string | undefined] {
  const at = text.lastIndexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
