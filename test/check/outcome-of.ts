/** What transcode() makes of a file, as predictRpmcow() has to foresee it. */
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import type { RpmcowOutcome } from '../../src/check/predict-rpmcow.ts';
import { atomicFile } from '../../src/io/atomic-file.ts';
import { openPackageFile } from '../../src/io/package-input.ts';
import { troubleRule } from '../../src/package/trouble-rule.ts';
import { transcode } from '../../src/transcode/transcode.ts';

export interface Transcoded {
  readonly outcome: RpmcowOutcome;
  readonly because: readonly string[];
}

/** Transcodes `path` to `output`. */
export async function outcomeOf(path: string, output: string): Promise<Transcoded> {
  const input = openPackageFile(path, ['SHA256']);
  try {
    const { outcome, because } = await transcode(input, atomicFile(output, { fsync: false }), {
      blockSize: 4096,
      nokey: 'record',
      nativeFree: false,
      refuseForeign: true,
    });
    return { outcome, because: because.map(({ rule }) => rule) };
  } catch (error) {
    if (error instanceof FormatError) {
      return { outcome: 'refused', because: [troubleRule(error.problem)] };
    }
    throw error;
  } finally {
    input.close();
  }
}
