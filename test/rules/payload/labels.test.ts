/**
 * The rules about payloads against labelled packages: whatever stock rpm refuses of an archive gets
 * an error, nothing that installs alike gets one.
 */
import { describe, expect, test } from 'vitest';
import { gatherFacts } from '../../../src/check/gather-facts.ts';
import { openFileSource } from '../../../src/io/file-source.ts';
import type { PackageFacts } from '../../../src/package/facts/facts.ts';
import { troubleRule } from '../../../src/package/trouble-rule.ts';
import { COW_RULES } from '../../../src/rules/cow/cow-rules.ts';
import { PAYLOAD_RULES } from '../../../src/rules/payload/payload-rules.ts';
import { runRules } from '../../../src/rules/run-rules.ts';
import { type Collection, missingLabels, readLabels } from '../../support/labels.ts';

const RULES = [...PAYLOAD_RULES, ...COW_RULES];

async function factsOf(path: string): Promise<PackageFacts> {
  const source = openFileSource(path);
  try {
    return await gatherFacts(source, { payload: true });
  } finally {
    source.close();
  }
}

function errorsIn(facts: PackageFacts): string[] {
  const { findings } = runRules(facts, RULES);
  return findings
    .filter(({ severity }) => severity.transcode === 'error' || severity.install === 'error')
    .map(({ rule }) => rule);
}

/** Defects that break the archive in a payload, and so stand for what is wrong with that. */
const OF_THE_PAYLOAD = [
  'payload-compressor-mismatch',
  'payload-compressor-unsupported',
  'payload-multi-stream',
  'payload-truncated',
];

describe.skipIf(missingLabels() !== undefined)('labelled packages', () => {
  test.each<Collection>(['truth', 'corpus'])('%s', async (collection) => {
    const wrong: string[] = [];
    let refused = 0;
    for (const { id, path, verdict } of readLabels(collection)) {
      const facts = await factsOf(path);
      const errors = errorsIn(facts);
      const refusal = facts.payload?.archive?.refusal;
      if (verdict === 'SAME' && errors.length > 0) wrong.push(`${id}: ${errors}`);
      if (refusal === undefined) continue;
      refused++;
      const names = [troubleRule(refusal), ...OF_THE_PAYLOAD];
      if (!errors.some((rule) => names.includes(rule))) {
        wrong.push(`${id}: ${troubleRule(refusal)} is not among ${errors}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(refused).toBeGreaterThan(20);
  });
});
