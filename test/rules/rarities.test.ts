/** Rules that do not run where there is nothing of what they are among: that they would find nothing. */
import { expect, test } from 'vitest';
import { examinedParts } from '../../src/rules/applicable-rules.ts';
import { RULES } from '../../src/rules/catalogue.ts';
import { RARITIES, type Rarity } from '../../src/rules/rarities.ts';
import { exampleFacts } from './example-facts.ts';

const examples = [...new Set(RULES.flatMap(({ examples: e }) => [...e.fires, ...e.silent]))].sort();

test.each(examples)('rules that do not run on %s are silent', async (name) => {
  const facts = await exampleFacts(name);
  const parts = examinedParts(facts);
  const idle = RULES.filter(
    ({ needs, among }) => parts.includes(needs) && among !== undefined && !RARITIES[among](facts),
  );
  const found = idle.filter((rule) => [...rule.check(facts as never)].length > 0);
  expect(found.map(({ id }) => id)).toEqual([]);
});

test('each rarity is in some examples and lacks in others', async () => {
  const all = await Promise.all(examples.map(exampleFacts));
  for (const rarity of Object.keys(RARITIES) as Rarity[]) {
    const having = all.filter((facts) => RARITIES[rarity](facts)).length;
    expect(having, rarity).toBeGreaterThan(0);
    expect(having, rarity).toBeLessThan(examples.length);
  }
});
