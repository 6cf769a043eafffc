/** What reports of an audit depend on besides the audit. */
import type { Paint } from '../paint.ts';
import type { RuleRecord } from '../rule-record.ts';
import type { VendorSelection } from './audit-vendor-report.ts';

export interface AuditReportSetting {
  /** Of rpmcow. */
  readonly version: string;
  /** The rules that judged, their severities for the rpm that was asked for. */
  readonly rules: readonly RuleRecord[];
  /** Characters of a line; of the text for people only. */
  readonly width: number;
  readonly paint: Paint;
  /** Whose packages the report for vendors is about; by default everybody's. */
  readonly selection?: VendorSelection;
}
