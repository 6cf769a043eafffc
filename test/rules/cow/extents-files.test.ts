/** What the rules find in extents files, sound ones and such with one defect each. */
import { expect, test } from 'vitest';
import { MANIFEST } from '../../../corpus/manifest.ts';
import { RULES } from '../../../src/rules/catalogue.ts';
import { COW_RULES } from '../../../src/rules/cow/cow-rules.ts';
import { runRules } from '../../../src/rules/run-rules.ts';
import { exampleFacts } from '../example-facts.ts';

const ALREADY = 'cow-already-transcoded';

const rulesIn = async (name: string, rules = COW_RULES) => [
  ...new Set(runRules(await exampleFacts(name), rules).findings.map(({ rule }) => rule)),
];

test('a sound extents file is none but that', async () => {
  const facts = await exampleFacts('extents-sound');
  const { findings } = runRules(facts, RULES);
  const grave = findings.filter(({ severity }) =>
    Object.values(severity).some((level) => level === 'error' || level === 'warning'),
  );
  expect(grave.map(({ rule }) => rule)).toEqual(['cow-already-transcoded']);
  expect(facts.extents).toMatchObject({ trouble: undefined, proof: [] });
});

/** What else a defect shows as: a content that is not found, records that serve nothing. */
const CONSEQUENCES: Readonly<Record<string, readonly string[]>> = {
  'cow-table-unsorted': ['cow-content-missing'],
  'cow-table-digest-length': ['cow-content-missing', 'cow-table-extra'],
};

const broken = COW_RULES.filter(({ id, needs }) => needs === 'extents' && id !== ALREADY).flatMap(
  ({ id, examples }) =>
    examples.fires.filter((name) => name.startsWith('extents-')).map((name) => ({ id, name })),
);

test.each(broken)('$name has $id and no other defect', async ({ id, name }) => {
  expect(await rulesIn(name)).toEqual([ALREADY, id, ...(CONSEQUENCES[id] ?? [])].sort());
});

test('every extents file of the corpus is an example of a rule', () => {
  const examples = new Set(COW_RULES.flatMap(({ examples }) => examples.fires));
  const files = MANIFEST.map(({ name }) => name).filter((name) => name.startsWith('extents-'));
  expect(files.filter((name) => !examples.has(name))).toEqual([]);
});
