/**
 * A run of audit: repositories in, the state filled, reports out.
 *
 * Policy: what forbids the state or a report is told before anything is fetched. A signal commits what
 * is known and ends the run; it can be gone on with. Reports are made from the state alone.
 */
import type { Audit, Depth } from '../audit/audit.ts';
import type { Gate } from '../audit/gate.ts';
import { RULE_SET } from '../audit/rule-set.ts';
import { type AuditProgress, noProgress, runAudit } from '../audit/run-audit.ts';
import { openRepositories, type SourceOptions } from '../audit/sources/open-repositories.ts';
import { AuditState } from '../audit/state/audit-state.ts';
import { type OpenAudit, openAudit } from '../audit/state/open-audit.ts';
import { undoOnSignal } from '../io/undo-on-signal.ts';
import { INTERNAL_ERROR } from '../package/unreadable.ts';
import type { AuditReportName } from '../report/audit/audit-reports.ts';
import type { VendorSelection } from '../report/audit/audit-vendor-report.ts';
import { AuditFiles, printAudit } from './audit-files.ts';
import { gateStatus } from './audit-gate.ts';
import { type FleetRun, judgesOfFleet } from './audit-judges.ts';
import { auditProgressText } from './audit-progress.ts';
import { type ColourChoice, paintFor, proseWidth } from './colour.ts';
import { EXIT, type ExitStatus, graver } from './exit-status.ts';
import { tell } from './print.ts';
import { showProgressLine } from './progress.ts';
import type { ReportRequest } from './report-requests.ts';
import { ruleRecords } from './rule-records.ts';
import { reportTrouble } from './trouble.ts';
import { VERSION } from './version.ts';

export interface AuditRun {
  /** Path of the state. */
  readonly state: string;
  readonly depth: Depth;
  /** Threads that judge packages, or the fleet that does. */
  readonly workers: number | FleetRun;
  readonly sources: Omit<SourceOptions, 'signal'>;
  /** Of standard output. */
  readonly format: AuditReportName;
  readonly reports: readonly ReportRequest<AuditReportName>[];
  /** Of the report for vendors. */
  readonly selection: VendorSelection;
  readonly gate: Gate | undefined;
  /** Path of a state; undefined: everything counts for the gate. */
  readonly baseline: string | undefined;
  readonly colour: ColourChoice;
  readonly progress: boolean;
}

export async function runAuditVerb(targets: readonly string[], run: AuditRun): Promise<ExitStatus> {
  try {
    const accepted = run.baseline === undefined ? undefined : openAudit(run.baseline);
    const files = new AuditFiles(run.reports);
    try {
      await fillState(targets, run);
      return await report(files, run, accepted?.audit);
    } finally {
      files.abandon();
      accepted?.close();
    }
  } catch (error) {
    return reportTrouble(run.state, error);
  }
}

async function fillState(targets: readonly string[], run: AuditRun): Promise<void> {
  const { depth, workers } = run;
  const state = new AuditState(run.state);
  const progress = noProgress();
  const line = showProgressLine((seconds) => auditProgressText(progress, seconds), run.progress);
  const release = undoOnSignal(() => {
    line.done();
    state.close();
    tell(interruption(run.state, progress));
  });
  try {
    const signal = new AbortController().signal;
    const repositories = await openRepositories(targets, { ...run.sources, signal });
    try {
      const notify = (message: string) => {
        line.clear();
        tell(`rpmcow: ${message}\n`);
      };
      const judges =
        typeof workers === 'number'
          ? workers
          : await judgesOfFleet(workers, run.state, depth, progress, notify);
      await runAudit(repositories, state, { depth, workers: judges, ruleSet: RULE_SET }, progress);
    } finally {
      for (const repository of repositories) await repository.close();
    }
  } finally {
    release();
    line.done();
    state.close();
  }
}

function interruption(state: string, { packages }: AuditProgress): string {
  return (
    `rpmcow: interrupted after ${packages} packages, which are kept in ${state}; ` +
    'the same command goes on from there\n'
  );
}

async function report(
  files: AuditFiles,
  run: AuditRun,
  accepted: Audit | undefined,
): Promise<ExitStatus> {
  const open = openAudit(run.state);
  try {
    const setting = {
      version: VERSION,
      rules: ruleRecords(),
      width: proseWidth(),
      paint: paintFor(run.colour),
      selection: run.selection,
    };
    printAudit(open.audit, run.format, setting);
    await files.write(open.audit, setting);
    return graver(statusOf(open), gateStatus(open.audit, run.gate, accepted));
  } finally {
    open.close();
  }
}

function statusOf({ audit, troubleCodes }: OpenAudit): ExitStatus {
  if (troubleCodes.has(INTERNAL_ERROR)) return EXIT.bug;
  const hasTroubles = audit.repositories.some(({ troubles }) => troubles.length > 0);
  return hasTroubles || troubleCodes.size > 0 ? EXIT.unreadable : EXIT.ok;
}
