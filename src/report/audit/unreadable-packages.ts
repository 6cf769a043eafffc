/** The packages that nothing could be said of. */
import type { Audit, AuditedPackage } from '../../audit/audit.ts';

export type UnreadablePackage = AuditedPackage & {
  readonly trouble: NonNullable<AuditedPackage['trouble']>;
};

/** The first of them; stops to look when it has them. */
export function firstUnreadable(audit: Audit, most: number): UnreadablePackage[] {
  const wanted = Math.min(most, audit.total.unreadable);
  const found: UnreadablePackage[] = [];
  if (wanted === 0) return found;
  for (const pkg of audit.packages()) {
    if (isUnreadable(pkg) && found.push(pkg) === wanted) break;
  }
  return found;
}

function isUnreadable(pkg: AuditedPackage): pkg is UnreadablePackage {
  return pkg.record === null && pkg.trouble !== null;
}
