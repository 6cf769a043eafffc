/** An audit as a table for spreadsheets, a row a package; see csv-row.ts. */
import type { Audit, AuditedPackage } from '../../audit/audit.ts';
import type { CheckRecord } from '../../check/check-record.ts';
import { gravest } from '../../check/severity.ts';
import { csvRow } from '../csv-row.ts';
import { AUDIT_TARGETS, gravestOf } from './gravest-of.ts';
import { printable } from './printable.ts';

const COLUMNS = [
  'repository',
  'location',
  'package',
  'checksum',
  'size',
  'vendor',
  'builder',
  'service',
  'reference',
  'rpmcow',
  'certain',
  'because',
  'severity',
  'errors',
  'warnings',
  'notes',
  'extents_size',
  'growth',
  'lead_name',
  'depth',
  'trouble',
  'message',
] as const;

type Row = Partial<Record<(typeof COLUMNS)[number], string | number | null | undefined>>;

export function* auditCsv(audit: Audit): Generator<string> {
  yield csvRow(COLUMNS);
  for (const pkg of audit.packages()) {
    const row = packageRow(pkg);
    yield csvRow(
      COLUMNS.map((column) => {
        const value = row[column] ?? '';
        return typeof value === 'number' ? value : printable(value);
      }),
    );
  }
}

function packageRow(pkg: AuditedPackage): Row {
  const { repository, location, checksum, depth, leadName, record, trouble } = pkg;
  return {
    repository,
    location,
    checksum,
    ...(record === null ? {} : recordCells(record)),
    lead_name: leadName,
    depth,
    trouble: trouble?.code,
    message: trouble?.message,
  };
}

function recordCells(record: CheckRecord): Row {
  const { nevra, size, builder, fingerprint, prediction, estimate } = record;
  const { reference, rpmcow, certain, because } = prediction;
  return {
    package: nevra,
    size,
    vendor: fingerprint?.vendor,
    builder,
    service: fingerprint?.service,
    reference,
    rpmcow,
    certain: certain ? 'yes' : 'no',
    because: because.join(' '),
    severity: gravestOf(record),
    errors: rulesOf(record, 'error'),
    warnings: rulesOf(record, 'warning'),
    notes: rulesOf(record, 'note'),
    extents_size: estimate?.extentsSize,
    growth: estimate?.growth,
  };
}

/** How many rules are broken at this severity. */
function rulesOf({ findings }: CheckRecord, severity: 'error' | 'warning' | 'note'): number {
  const at = findings.filter((finding) => gravest(finding.severity, AUDIT_TARGETS) === severity);
  return new Set(at.map(({ rule }) => rule)).size;
}
