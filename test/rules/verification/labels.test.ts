/** What the rules of digests and signatures say of the labelled packages. */
import { expect, test } from 'vitest';
import { gatherFacts } from '../../../src/check/gather-facts.ts';
import { openFileSource } from '../../../src/io/file-source.ts';
import { runRules } from '../../../src/rules/run-rules.ts';
import { VERIFICATION_RULES } from '../../../src/rules/verification/verification-rules.ts';
import { missingLabels, readLabels } from '../../support/labels.ts';

const labels = (['truth', 'corpus'] as const).flatMap((collection) => readLabels(collection));

async function errorsIn(path: string): Promise<string[]> {
  const source = openFileSource(path);
  try {
    const facts = await gatherFacts(source, { payload: true });
    const { findings } = runRules(facts, VERIFICATION_RULES);
    return findings
      .filter(({ severity: { transcode, install } }) => [transcode, install].includes('error'))
      .map(({ rule }) => rule);
  } finally {
    source.close();
  }
}

test('no error on what the reference transcodes and installs', { timeout: 60_000 }, async ({
  skip,
}) => {
  const missing = missingLabels();
  if (missing !== undefined) skip(missing);
  const wrong: string[] = [];
  const same = labels.filter(({ verdict }) => verdict === 'SAME');
  for (const { id, path } of same) {
    for (const rule of await errorsIn(path)) wrong.push(`${rule}: ${id}`);
  }
  expect(wrong).toEqual([]);
  expect(same.length).toBeGreaterThan(700);
});

test('an error on each package that does not verify, named after what rpm says', async ({
  skip,
}) => {
  const missing = missingLabels();
  if (missing !== undefined) skip(missing);
  const RULE_OF: readonly (readonly [says: RegExp, rule: string])[] = [
    [/does not verify: no digest/, 'pkg-digest-none'],
    [/Payload SHA256 (ALT )?digest: BAD/, 'pkg-payload-digest-bad'],
    [/(verify|PKG): MD5 digest: BAD/, 'pkg-md5-bad'],
    [/Header SHA(1|256) digest: BAD/, 'pkg-header-digest-bad'],
  ];
  // The extents file among them is one, and that is what is said of it.
  const packages = labels.filter(({ id }) => !id.startsWith('already_transcoded'));
  const refused = packages.flatMap(({ id, path, stockError }) => {
    const [, rule] = RULE_OF.find(([says]) => says.test(stockError)) ?? [];
    return rule === undefined ? [] : [{ id, path, rule }];
  });
  const silent: string[] = [];
  for (const { id, path, rule } of refused) {
    if (!(await errorsIn(path)).includes(rule)) silent.push(`${rule}: ${id}`);
  }
  expect(silent).toEqual([]);
  expect(new Set(refused.map(({ rule }) => rule)).size).toBe(RULE_OF.length);
});
