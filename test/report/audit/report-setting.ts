/** Reports of audits as whole texts. */
import type { Audit } from '../../../src/audit/audit.ts';
import { ruleRecords } from '../../../src/cli/rule-records.ts';
import type { AuditReportSetting } from '../../../src/report/audit/audit-report-setting.ts';
import { AUDIT_REPORTS, type AuditReportName } from '../../../src/report/audit/audit-reports.ts';
import { plain } from '../../../src/report/paint.ts';

export const SETTING: AuditReportSetting = {
  version: '1.2.3',
  rules: ruleRecords(),
  width: 80,
  paint: plain,
};

export function reportOf(name: AuditReportName, audit: Audit): string {
  return [...AUDIT_REPORTS[name].write(audit, SETTING)].join('');
}
