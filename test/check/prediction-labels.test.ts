/**
 * Both predictions for every labelled package: what the real stack was seen to do with it, and what
 * the transcoder does with it here and now; and whether rules bear out the reasons of all three.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatherFacts } from '../../src/check/gather-facts.ts';
import { predictReference } from '../../src/check/predict-reference.ts';
import { predictRpmcow } from '../../src/check/predict-rpmcow.ts';
import { openFileSource } from '../../src/io/file-source.ts';
import type { PackageFacts } from '../../src/package/facts/facts.ts';
import { type Label, missingLabels, readLabels } from '../support/labels.ts';
import { outcomeOf } from './outcome-of.ts';
import { unfoundPredicted, unfoundTranscoded } from './unfound-reasons.ts';

/** As the labels have them; what rpm takes for no package at all is so for the whole stack. */
const VERDICTS: Readonly<Record<string, string>> = {
  SAME: 'same',
  BOTH_REJECT: 'both-reject',
  COW_FAILS: 'cow-fails',
  COW_ACCEPTS: 'cow-accepts',
  DIFFERENT_TREE: 'different-tree',
  NOT_RPM: 'not-a-package',
};

const reason = missingLabels();
if (reason !== undefined) console.warn(`skipped: ${reason}`);

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'prediction-test-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

for (const collection of ['truth', 'corpus'] as const) {
  describe.skipIf(reason !== undefined)(collection, () => {
    it.each(readLabels(collection))('$id: $verdict', async (label) => {
      const facts = await factsOf(label, true);
      const reference = predictReference(facts);
      expect(reference).toMatchObject({ verdict: VERDICTS[label.verdict], certain: true });
      expect(reference.because.length > 0).toBe(reference.verdict !== 'same');

      const rpmcow = predictRpmcow(facts);
      const { outcome, because } = await outcomeOf(label.path, join(directory, randomUUID()));
      expect(rpmcow.outcome, rpmcow.because.join()).toBe(outcome);
      expect(rpmcow.because.length > 0).toBe(outcome !== 'transcoded');

      expect(unfoundPredicted(facts, [...reference.because, ...rpmcow.because])).toEqual([]);
      expect(unfoundTranscoded(facts, because)).toEqual([]);
    });

    it.each(readLabels(collection).filter(({ verdict }) => verdict === 'SAME'))(
      '$id: its headers promise as much',
      async (label) => {
        expect(predictReference(await factsOf(label, false)).verdict).toBe('same');
      },
    );
  });
}

async function factsOf({ path }: Label, payload: boolean): Promise<PackageFacts> {
  const source = openFileSource(path);
  try {
    return await gatherFacts(source, { payload });
  } finally {
    source.close();
  }
}
