/**
 * Reports of an audit: on standard output and in files.
 *
 * Policy: a file that cannot be written is told before the audit begins. Each appears complete, or
 * stays as it was.
 */
import type { Audit } from '../audit/audit.ts';
import { atomicFile } from '../io/atomic-file.ts';
import type { Output } from '../io/output.ts';
import type { AuditReportSetting } from '../report/audit/audit-report-setting.ts';
import { AUDIT_REPORTS, type AuditReportName } from '../report/audit/audit-reports.ts';
import { plain } from '../report/paint.ts';
import { printOneOfMany } from './print.ts';
import type { ReportRequest } from './report-requests.ts';

/** Characters that make a write. */
const BATCH = 64 * 1024;

interface AuditFile {
  readonly name: AuditReportName;
  readonly output: Output;
}

export class AuditFiles {
  readonly #files: AuditFile[] = [];

  /** Opens those of the requests that name a file. @throws MachineError where one cannot be. */
  constructor(requests: readonly ReportRequest<AuditReportName>[]) {
    try {
      for (const { name, path } of requests) {
        if (path !== undefined) this.#files.push({ name, output: atomicFile(path) });
      }
    } catch (error) {
      this.abandon();
      throw error;
    }
  }

  /** Writes all of them. @throws MachineError */
  async write(audit: Audit, setting: AuditReportSetting): Promise<void> {
    const encoder = new TextEncoder();
    for (const { name, output } of this.#files) {
      const pieces = AUDIT_REPORTS[name].write(audit, { ...setting, paint: plain });
      for (const text of inBatches(pieces)) output.write(encoder.encode(text));
      await output.commit();
    }
  }

  /** Leaves nothing of what is not final. */
  abandon(): void {
    for (const { output } of this.#files) output.abandon();
  }
}

/** As long as somebody reads it. @throws MachineError */
export function printAudit(audit: Audit, name: AuditReportName, setting: AuditReportSetting): void {
  for (const text of inBatches(AUDIT_REPORTS[name].write(audit, setting))) {
    if (!printOneOfMany(text)) return;
  }
}

function* inBatches(pieces: Iterable<string>): Generator<string, void, undefined> {
  let batch = '';
  for (const piece of pieces) {
    batch += piece;
    if (batch.length < BATCH) continue;
    yield batch;
    batch = '';
  }
  if (batch !== '') yield batch;
}
