/** Small audits for tests that are about packages and not about where they come from. */
import type { Audit, AuditedPackage } from '../../src/audit/audit.ts';
import type { CheckRecord } from '../../src/check/check-record.ts';
import { record } from '../check/made-up-record.ts';

export type SmallAudit = Pick<Audit, 'depth' | 'ruleSet' | 'total' | 'packages'>;

/** A package at `<nevra>.rpm` of the repository `base`, sound unless the record says otherwise. */
export function audited(
  nevra: string | null,
  changes: Partial<CheckRecord> = {},
  place: Partial<AuditedPackage> = {},
): AuditedPackage {
  const location = place.location ?? `${nevra}.rpm`;
  return {
    repository: 'base',
    location,
    checksum: `sha256:${nevra}`,
    depth: 'payload',
    leadName: nevra?.replace(/\.[^.]*$/, '') ?? null,
    record: record({ path: location, nevra, ...changes }),
    trouble: null,
    ...place,
  };
}

export function unreadable(location: string): AuditedPackage {
  const trouble = { code: 'HTTP_404', message: 'not found' };
  return audited(null, {}, { location, record: null, trouble, checksum: null });
}

export function smallAudit(
  packages: readonly AuditedPackage[],
  changes: Partial<SmallAudit> = {},
): SmallAudit {
  return {
    depth: 'payload',
    ruleSet: 'made-up',
    total: { packages: packages.length } as Audit['total'],
    packages: () => packages,
    ...changes,
  };
}
