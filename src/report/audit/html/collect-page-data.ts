/**
 * All packages of an audit as the page has them.
 *
 * Policy: one pass. Texts are printable and of limited length, findings of a package of limited
 * number: the rest is counted, and `check` has it.
 */
import type { Audit, AuditedPackage } from '../../../audit/audit.ts';
import type { CheckRecord } from '../../../check/check-record.ts';
import type { AuditReportSetting } from '../audit-report-setting.ts';
import { gravestOf } from '../gravest-of.ts';
import type { PageColumns, PageData } from '../page/page-data.ts';
import { FATES, OUTCOMES, SEVERITIES } from '../prediction-words.ts';
import { type PagePool, pagePool } from './page-pool.ts';
import { pageText } from './page-text.ts';

type Columns = { [Name in keyof PageColumns]: number[] };
type Row = { readonly [Name in keyof PageColumns]: number };

export function collectPageData(
  audit: Audit,
  { rules }: Pick<AuditReportSetting, 'rules'>,
): PageData {
  const pool = pagePool(rules);
  const columns = emptyColumns();
  const fileNames: string[] = [];
  const checksums: string[] = [];
  for (const pkg of audit.packages()) {
    const { directory, fileName } = splitLocation(pkg.location);
    fileNames.push(pageText(fileName));
    checksums.push(pageText(pkg.checksum ?? ''));
    const row = packageRow(pkg, { directory, fileName }, pool);
    for (const name of COLUMN_NAMES) columns[name].push(row[name]);
  }
  const lists = { fates: FATES, outcomes: OUTCOMES, severities: SEVERITIES };
  return { ...lists, ...pool.values, columns, fileNames, checksums };
}

interface Location {
  /** Up to and with the last slash. */
  readonly directory: string;
  readonly fileName: string;
}

function splitLocation(location: string): Location {
  const end = location.lastIndexOf('/') + 1;
  return { directory: location.slice(0, end), fileName: location.slice(end) };
}

function packageRow(
  { repository, depth, record, trouble }: AuditedPackage,
  { directory, fileName }: Location,
  pool: PagePool,
): Row {
  const known =
    record === null
      ? { ...NOTHING_KNOWN, ...pool.findings({ findings: [], omitted: {} }) }
      : recordCells(record, fileName, pool);
  return {
    repository: pool.text(repository),
    directory: pool.text(directory),
    payload: depth === 'payload' ? 1 : 0,
    trouble: pool.text(trouble && `${trouble.code}: ${trouble.message}`),
    ...known,
  };
}

function recordCells(record: CheckRecord, fileName: string, { text, findings }: PagePool) {
  const { nevra, builder, fingerprint, prediction, size, estimate } = record;
  const evidence = fingerprint?.evidence.map(({ what, where }) => `${what} (${where})`);
  return {
    nevra: nevra === null ? -2 : `${nevra}.rpm` === fileName ? -1 : text(nevra),
    vendor: text(fingerprint?.vendor),
    builder: text(builder),
    service: text(fingerprint?.service),
    packager: text(fingerprint?.packager),
    evidence: text(evidence?.join('; ')),
    because: text(prediction.because.join(', ')),
    size,
    extents: estimate?.extentsSize ?? -1,
    fate: FATES.indexOf(prediction.reference),
    outcome: OUTCOMES.indexOf(prediction.rpmcow),
    severity: SEVERITIES.indexOf(gravestOf(record)),
    certain: prediction.certain ? 1 : 0,
    ...findings(record),
  };
}

const NOTHING_KNOWN = {
  nevra: -2,
  vendor: -1,
  builder: -1,
  service: -1,
  packager: -1,
  evidence: -1,
  because: -1,
  size: -1,
  extents: -1,
  fate: FATES.indexOf('unreadable'),
  outcome: -1,
  severity: SEVERITIES.indexOf('none'),
  certain: 2,
} as const;

function emptyColumns(): Columns {
  return {
    repository: [],
    directory: [],
    nevra: [],
    vendor: [],
    builder: [],
    service: [],
    packager: [],
    evidence: [],
    because: [],
    trouble: [],
    size: [],
    extents: [],
    fate: [],
    outcome: [],
    severity: [],
    certain: [],
    payload: [],
    findings: [],
    omitted: [],
  };
}

const COLUMN_NAMES = Object.keys(emptyColumns()) as readonly (keyof Columns)[];
