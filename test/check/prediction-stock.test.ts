/**
 * The stock side of the reference prediction against rpm 4.18 itself, on packages put together at
 * random, sane or not.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { gatherFacts } from '../../src/check/gather-facts.ts';
import { predictReference } from '../../src/check/predict-reference.ts';
import {
  installImpossible,
  installInto,
  saved,
  suiteUnless,
  withTemporary,
} from '../corpus/real-rpm.ts';
import { bytesSource } from '../support/bytes-source.ts';
import { randomPackage } from '../support/random-package.ts';
import { seededRandom } from '../support/seeded-random.ts';

const SEEDS = Array.from({ length: 60 }, (_, i) => 1000 + i);
const INSTALLS = ['same', 'cow-fails', 'different-tree'];

suiteUnless(installImpossible, 'random packages: does stock rpm install them', () => {
  test.each(SEEDS)('seed %i', async (seed) => {
    await withTemporary(async (directory) => {
      const path = saved(directory, await writePackage(randomPackage(seededRandom(seed))));
      const facts = await gatherFacts(bytesSource(readFileSync(path)), { payload: true });
      const { verdict, because } = predictReference(facts);
      const { ok, output } = installInto(directory, path);
      expect(INSTALLS.includes(verdict), `${verdict} for ${because}; rpm: ${output}`).toBe(ok);
    });
  });
});
