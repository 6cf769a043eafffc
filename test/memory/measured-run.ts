/**
 * Runs a program to its end and says how much memory it had.
 *
 * Policy: what measures adds next to nothing. So it is JavaScript in a data URL: to load TypeScript,
 * Node takes a parser with 20 MiB and more, and that in every thread.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunRequest, type RunResult, run } from '../cli/programs.ts';

/** Runs before the program's own code. The report is opened then: the program may confine itself. */
const REPORT_PEAK = `
import { openSync, readFileSync, writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
if (isMainThread) {
  const report = openSync(process.env.PEAK_FILE, 'w');
  process.on('exit', () => {
    writeSync(report, /^VmHWM:\\s*(\\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1'))[1]);
  });
}`;
const PRELOAD = `--import=data:text/javascript,${encodeURIComponent(REPORT_PEAK)}`;

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
  const env = { ...request.env, NODE_OPTIONS: PRELOAD, PEAK_FILE: report };
  try {
    const result = await run(command, { ...request, env });
    return { ...result, peak: Number(readFileSync(report, 'latin1')) / 1024 };
  } finally {
    rmSync(directory, { recursive: true });
  }
}
