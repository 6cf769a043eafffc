/**
 * The reports of an audit, by the names that the command line knows them by.
 *
 * Policy: every report is made of the finished audit alone and comes in pieces. None but html keeps
 * packages in memory, so what a report takes does not grow with the repositories.
 */
import type { Audit } from '../../audit/audit.ts';
import { auditCsv } from './audit-csv.ts';
import { auditDocument, auditLines } from './audit-json.ts';
import { auditMarkdown } from './audit-markdown.ts';
import type { AuditReportSetting } from './audit-report-setting.ts';
import { auditText } from './audit-text.ts';
import { auditVendorReport } from './audit-vendor-report.ts';
import { auditHtml } from './html/audit-html.ts';

export interface AuditReport {
  /** What it is, for the help: a phrase without a full stop. */
  readonly what: string;
  write(audit: Audit, setting: AuditReportSetting): Iterable<string>;
}

export const AUDIT_REPORTS = {
  text: { what: 'a summary for people', write: auditText },
  json: { what: 'one JSON document: the summary and every package', write: auditDocument },
  ndjson: { what: 'JSON, a line a package, and the summary as the last line', write: auditLines },
  csv: { what: 'a table for spreadsheets, a row a package', write: auditCsv },
  markdown: {
    what: 'Markdown for a ticket, 60,000 characters at most, the worst first',
    write: auditMarkdown,
  },
  html: { what: 'one page with charts, filters and search, for any browser', write: auditHtml },
  vendor: {
    what: 'a bug report in Markdown for those who built packages (--vendor, --builder)',
    write: (audit, { selection = {}, version }) => auditVendorReport(audit, selection, version),
  },
} as const satisfies Readonly<Record<string, AuditReport>>;

export type AuditReportName = keyof typeof AUDIT_REPORTS;

export function isAuditReportName(text: string): text is AuditReportName {
  return Object.hasOwn(AUDIT_REPORTS, text);
}
