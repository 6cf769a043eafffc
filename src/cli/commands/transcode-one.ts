/** One package, from a path or standard input, to a path or standard output. */
import { basename } from 'node:path';
import { atomicFile } from '../../io/atomic-file.ts';
import { descriptorOutput } from '../../io/descriptor-output.ts';
import { requireDirectory } from '../../io/directory.ts';
import { openPackageFile, openPackageStream } from '../../io/package-input.ts';
import type { TranscodeSettings } from '../../transcode/task.ts';
import { transcode } from '../../transcode/transcode.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { explainOutcome } from '../outcome-text.ts';
import { tell } from '../print.ts';
import { showProgress } from '../progress.ts';
import { reportTrouble } from '../trouble.ts';

/** `path` and `output` may be `-`. */
export async function transcodeOne(
  path: string,
  output: string,
  settings: TranscodeSettings,
  telling: { readonly progress: boolean; readonly quiet: boolean },
): Promise<ExitStatus> {
  const { digests, reuse } = settings;
  const name = path === '-' ? 'standard input' : path;
  try {
    if (reuse !== undefined) requireDirectory(reuse);
    const input =
      path === '-' ? openPackageStream(0, name, digests) : openPackageFile(path, digests);
    const progress = showProgress(
      basename(name),
      () => input.stream.length,
      input.size,
      telling.progress,
    );
    try {
      const result = await transcode(
        input,
        output === '-' ? descriptorOutput(1, 'standard output') : atomicFile(output),
        { ...settings, refuseForeign: true, breathe: progress.breathe },
      );
      progress.done();
      if (!telling.quiet) tell(`${explainOutcome(result)}\n`);
      return result.because.some(({ rule }) => rule === 'internal-error') ? EXIT.bug : EXIT.ok;
    } finally {
      progress.done();
      input.close();
    }
  } catch (error) {
    return reportTrouble(name, error);
  }
}
