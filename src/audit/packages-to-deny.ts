/**
 * The packages of an audit as candidates for a deny list.
 *
 * Policy: what must be denied is what the reference stack installs otherwise than plain rpm does, or
 * not, or although plain rpm refuses it. A package that installs nowhere is no reason: denied or
 * not, rpm refuses it. The list is for the reference transcoder; rpmcow's own needs none.
 */
import { isBreaking } from '../check/breaking-verdicts.ts';
import type { ReferenceVerdict } from '../check/predict-reference.ts';
import type { Audit } from './audit.ts';
import type { DenyCandidate } from './deny-list.ts';

export interface PackageToDeny extends DenyCandidate {
  readonly repository: string;
  readonly location: string;
  /** null where rpm cannot load the headers. */
  readonly nevra: string | null;
  /** null where nothing could be read. */
  readonly reference: ReferenceVerdict | null;
  /** False where the payload, which was not read, may decide otherwise. */
  readonly certain: boolean;
}

/** @param uncertainToo whether what may turn out to break must be denied as well. */
export function packagesToDeny(
  audit: Pick<Audit, 'packages'>,
  uncertainToo: boolean,
): readonly PackageToDeny[] {
  return Array.from(audit.packages(), ({ repository, location, leadName, record }) => {
    const { reference = null, certain = true } = record?.prediction ?? {};
    const breaks = reference !== null && isBreaking(reference);
    return {
      repository,
      location,
      nevra: record?.nevra ?? null,
      leadName,
      reference,
      certain,
      mustBeDenied: breaks || (uncertainToo && !certain),
    };
  });
}
