/**
 * The packages of a transaction that an audit found Copy-on-Write to break.
 *
 * Policy: exactly those files: known by the checksum in the metadata, and only where one side has
 * none by name and repository. What the audit has not seen is checked once it is downloaded.
 */
import type { BrokenPackage } from '../../audit/state/broken-packages.ts';
import type { AuditedDenial } from './denials.ts';
import type { TransactionPackage } from './transaction-package.ts';

export const NOTHING_AUDITED: AuditedDenial = () => undefined;

export function auditedDenials(broken: readonly BrokenPackage[]): AuditedDenial {
  const byKey = new Map(broken.flatMap((each) => keysOf(each).map((key) => [key, each] as const)));
  return (pkg) => {
    const found = keysOf(pkg)
      .map((key) => byKey.get(key))
      .find((each) => each !== undefined && isSame(each, pkg));
    if (found === undefined) return undefined;
    const rule = found.rule === undefined ? '' : ` [${found.rule}]`;
    return `the audit says ${found.reference}${rule}`;
  };
}

type Keyed = Pick<BrokenPackage, 'repository' | 'checksum' | 'nevra'>;

function keysOf({ repository, checksum, nevra }: Keyed): string[] {
  return [
    ...(checksum === null ? [] : [spelt(checksum)]),
    ...(nevra === null ? [] : [`${repository} ${withoutZeroEpoch(nevra)}`]),
  ];
}

/** Two checksums of one algorithm know better than names. */
function isSame({ checksum }: BrokenPackage, pkg: TransactionPackage): boolean {
  if (checksum === null || pkg.checksum === null) return true;
  const [ours, theirs] = [spelt(checksum), spelt(pkg.checksum)];
  return ours === theirs || ours.split(':')[0] !== theirs.split(':')[0];
}

/** Metadata says sha where dnf says sha1. */
function spelt(checksum: string): string {
  return checksum.replace(/^sha:/, 'sha1:');
}

function withoutZeroEpoch(nevra: string): string {
  return nevra.replace(/-0:([^:]*)$/, '-$1');
}
