/** Runs a program to its end and says how much memory it had. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type RunRequest, type RunResult, run } from '../cli/programs.ts';

const REPORT_PEAK = pathToFileURL(join(import.meta.dirname, 'report-peak.ts'));

export interface MeasuredRun extends RunResult {
  /** Most resident memory of the Node process among the command's, in MiB, all threads. */
  readonly peak: number;
}

export async function measuredRun(
  command: readonly string[],
  request: RunRequest = {},
): Promise<MeasuredRun> {
  const directory = mkdtempSync(join(tmpdir(), 'peak-'));
  const report = join(directory, 'peak');
  const env = { ...request.env, NODE_OPTIONS: `--import=${REPORT_PEAK}`, PEAK_FILE: report };
  try {
    const result = await run(command, { ...request, env });
    return { ...result, peak: Number(readFileSync(report, 'latin1')) / 1024 };
  } finally {
    rmSync(directory, { recursive: true });
  }
}
