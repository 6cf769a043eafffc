/** The rules that an audit found errors and warnings of, with what to do about them. */
import type { Audit, RuleTally } from '../../audit/audit.ts';
import { compareGravity, reaches } from '../../check/severity.ts';
import type { AuditReportSetting } from './audit-report-setting.ts';

export interface GraveRule extends RuleTally {
  /** Undefined for what is no rule of the catalogue. */
  readonly fix: string | undefined;
}

/** Gravest first, then by packages, then by name. */
export function graveRules(
  { rules }: Pick<Audit, 'rules'>,
  { rules: catalogue }: Pick<AuditReportSetting, 'rules'>,
): GraveRule[] {
  return rules
    .filter(({ severity }) => reaches(severity, 'warning'))
    .toSorted(
      (a, b) =>
        compareGravity(a.severity, b.severity) ||
        b.packages - a.packages ||
        (a.rule < b.rule ? -1 : 1),
    )
    .map((tally) => ({ ...tally, fix: catalogue.find(({ id }) => id === tally.rule)?.fix }));
}
