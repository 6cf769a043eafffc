/** How grave what is wrong with a package is to those who switch Copy-on-Write on. */
import type { CheckRecord } from '../../check/check-record.ts';
import { compareGravity, gravest, type Target } from '../../check/severity.ts';
import { standing } from '../../check/standing.ts';
import type { Severity } from '../../rules/rule.ts';

/** What an audit weighs findings for. */
export const AUDIT_TARGETS: readonly Target[] = ['transcode', 'install'];

/** Of findings that count. */
export function gravestOf({ findings }: Pick<CheckRecord, 'findings'>): Severity {
  return findings
    .filter((finding) => standing(finding) === 'counts')
    .map(({ severity }) => gravest(severity, AUDIT_TARGETS))
    .reduce((worst, each) => (compareGravity(worst, each) > 0 ? each : worst), 'none');
}
