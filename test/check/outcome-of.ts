/** What transcode() makes of a file, as predictRpmcow() has to foresee it. */
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import type { RpmcowOutcome } from '../../src/check/predict-rpmcow.ts';
import { atomicFile } from '../../src/io/atomic-file.ts';
import { openPackageFile } from '../../src/io/package-input.ts';
import { transcode } from '../../src/transcode/transcode.ts';

/** Transcodes `path` to `output`. */
export async function outcomeOf(path: string, output: string): Promise<RpmcowOutcome> {
  const input = openPackageFile(path, ['SHA256']);
  try {
    const { outcome } = await transcode(input, atomicFile(output, { fsync: false }), {
      blockSize: 4096,
      nokey: 'record',
      nativeFree: false,
      refuseForeign: true,
    });
    return outcome;
  } catch (error) {
    if (error instanceof FormatError) return 'refused';
    throw error;
  } finally {
    input.close();
  }
}
