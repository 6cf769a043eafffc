/**
 * An audit as JSON: one document, or a line a package and the summary as the last line.
 *
 * Policy: lossless, as json-pieces has it. Every package is there once, readable or not; a package
 * that could be read has the fields that `check` gives it.
 */
import type { Audit, AuditedPackage } from '../../audit/audit.ts';
import { jsonLine, jsonPieces } from '../json-pieces.ts';
import type { AuditReportSetting } from './audit-report-setting.ts';
import { auditVerdict } from './audit-verdict.ts';

export function* auditDocument(
  audit: Audit,
  { version }: Pick<AuditReportSetting, 'version'>,
): Generator<string> {
  yield '{\n  "tool": ';
  yield* jsonPieces({ name: 'rpmcow', version }, '  ');
  yield ',\n  "audit": ';
  yield* jsonPieces(summaryRecord(audit), '  ');
  yield ',\n  "packages": [';
  let separator = '\n    ';
  for (const pkg of audit.packages()) {
    yield separator;
    separator = ',\n    ';
    yield* jsonPieces(packageRecord(pkg), '    ');
  }
  yield '\n  ]\n}\n';
}

export function* auditLines(
  audit: Audit,
  { version }: Pick<AuditReportSetting, 'version'>,
): Generator<string> {
  for (const pkg of audit.packages()) yield `${jsonLine(packageRecord(pkg))}\n`;
  yield `${jsonLine({ tool: { name: 'rpmcow', version }, audit: summaryRecord(audit) })}\n`;
}

function summaryRecord(audit: Audit): object {
  const { depth, ruleSet, total, repositories, vendors, builders, rules, contents } = audit;
  const { reference, rpmcow } = auditVerdict(audit);
  const verdict = { reference: reference.answer, rpmcow: rpmcow.answer };
  return { depth, ruleSet, verdict, total, repositories, vendors, builders, rules, contents };
}

function packageRecord(pkg: AuditedPackage): object {
  const { repository, location, checksum, depth, leadName, record, trouble } = pkg;
  return { repository, location, checksum, depth, leadName, trouble, ...record };
}
