/** The packages to leave alone, as the administrator and an audit want it. */
import { auditedDenials, NOTHING_AUDITED } from '../host/dnf/audited-denials.ts';
import { type DenialOf, denials } from '../host/dnf/denials.ts';

export interface DenialSettings {
  /** Globs on names of packages. */
  readonly denylist: readonly string[];
  /** The state of an audit. */
  readonly auditState: string | null;
}

/** Rejects with a MachineError where there is no such state. */
export async function denialsOf({ denylist, auditState }: DenialSettings): Promise<DenialOf> {
  if (auditState === null) return denials(denylist, NOTHING_AUDITED);
  // SQLite takes longer to load than all the rest.
  const { brokenPackages } = await import('../audit/state/broken-packages.ts');
  return denials(denylist, auditedDenials(brokenPackages(auditState)));
}
