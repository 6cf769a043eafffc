/**
 * Reports that go to files.
 *
 * Policy: each file appears complete at the end, whatever the exit status, or stays as it was. What
 * keeps one from being opened is told before any package is; trouble with one later on is told, and
 * costs the others nothing.
 */

import type { CheckResult } from '../check/check-record.ts';
import { atomicFile } from '../io/atomic-file.ts';
import { MachineError } from '../io/machine-error.ts';
import type { Output } from '../io/output.ts';
import type { CheckTally } from '../report/check-tally.ts';
import type { CheckReporter, ReportSetting } from '../report/ci/reporter.ts';
import { REPORTS } from '../report/ci/reporters.ts';
import { tell } from './print.ts';
import type { ReportRequest } from './report-requests.ts';

/** Characters that make a write. */
const BATCH = 64 * 1024;

interface ReportFile {
  readonly reporter: CheckReporter;
  readonly output: Output;
  /** What waits to be written. */
  text: string;
  failed: boolean;
}

export class ReportFiles {
  readonly #files: ReportFile[] = [];

  /** Opens those of the requests that name a file. @throws MachineError where one cannot be. */
  constructor(requests: readonly ReportRequest[], setting: ReportSetting) {
    try {
      for (const { name, path } of requests) {
        if (path === undefined) continue;
        const reporter = REPORTS[name].reporter(setting);
        this.#files.push({ reporter, output: atomicFile(path), text: '', failed: false });
      }
    } catch (error) {
      this.abandon();
      throw error;
    }
    for (const file of this.#files) this.#write(file, file.reporter.start());
  }

  get areSome(): boolean {
    return this.#files.length > 0;
  }

  result(result: CheckResult): void {
    for (const file of this.#files) this.#write(file, file.reporter.result(result));
  }

  /** Makes them final; false where one could not be written. */
  async finish(tally: CheckTally): Promise<boolean> {
    for (const file of this.#files) {
      this.#write(file, file.reporter.end(tally));
      if (file.failed) continue;
      try {
        flush(file);
        await file.output.commit();
      } catch (error) {
        giveUp(file, error);
      }
    }
    return this.#files.every(({ failed }) => !failed);
  }

  /** Leaves nothing of what is not final. */
  abandon(): void {
    for (const { output } of this.#files) output.abandon();
  }

  #write(file: ReportFile, pieces: Iterable<string>): void {
    if (file.failed) return;
    try {
      for (const piece of pieces) {
        file.text += piece;
        if (file.text.length > BATCH) flush(file);
      }
    } catch (error) {
      giveUp(file, error);
    }
  }
}

function flush(file: ReportFile): void {
  file.output.write(new TextEncoder().encode(file.text));
  file.text = '';
}

/** Only the machine's fault is: a bug is thrown. */
function giveUp(file: ReportFile, error: unknown): void {
  if (!(error instanceof MachineError)) throw error;
  tell(`rpmcow: ${error.message}\n`);
  file.failed = true;
  file.output.abandon();
}
