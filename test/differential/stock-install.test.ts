/**
 * The golden rule against stock rpm, on packages put together at random: what it refuses comes out
 * as it is, and what it installs is what a transcoded package promises.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { atomicFile } from '../../src/io/atomic-file.ts';
import { openPackageFile } from '../../src/io/package-input.ts';
import { type TranscodeResult, transcode } from '../../src/transcode/transcode.ts';
import {
  installImpossible,
  installInto,
  saved,
  suiteUnless,
  withTemporary,
} from '../corpus/real-rpm.ts';
import { randomPackage } from '../support/random-package.ts';
import { seededRandom } from '../support/seeded-random.ts';

const SEEDS = Array.from({ length: Number(process.env['RPMCOW_SEEDS'] ?? 60) }, (_, i) => i + 1);

suiteUnless(installImpossible, 'random packages, installed by stock rpm', () => {
  test.each(SEEDS)('seed %i', async (seed) => {
    await withTemporary(async (directory) => {
      const path = saved(directory, await writePackage(randomPackage(seededRandom(seed))));
      const stock = installInto(directory, path);
      const result = await transcoded(path, join(directory, 'result'));
      if (stock.ok && result.outcome !== 'pass-through') expectPromised(result, directory);
      if (!stock.ok) expect(result.outcome, stock.output).toBe('pass-through');
    });
  });
});

async function transcoded(path: string, to: string): Promise<TranscodeResult> {
  const input = openPackageFile(path, ['SHA256']);
  try {
    return await transcode(input, atomicFile(to, { fsync: false }), {
      blockSize: 4096,
      nokey: 'record',
      nativeFree: false,
      refuseForeign: false,
    });
  } finally {
    input.close();
  }
}

/** Every regular file that stock installed has the digest under which its content was stored. */
function expectPromised({ package: pkg }: TranscodeResult, directory: string): void {
  const { files, hardLinkSets, digestAlgorithm } = pkg!.fileList;
  const carrier = new Map(hardLinkSets.flatMap((set) => set.map((i) => [i, set.at(-1)!])));
  for (const { index, path, type, ghost, size } of files) {
    if (type !== 'regular' || ghost || size === 0) continue;
    const installed = readFileSync(join(directory, 'root', path));
    const digest = createHash(digestAlgorithm.name).update(installed).digest('hex');
    expect(digest, path).toBe(files[carrier.get(index) ?? index]!.digest);
  }
}
