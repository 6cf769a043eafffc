/** The faults that the mutation score plants. */
import { expect, test } from 'vitest';
import { mutantsOf, withMutant } from '../../.dev/mutation/mutants.ts';

const mutated = (source: string) => mutantsOf(source).map((mutant) => withMutant(source, mutant));

test.each([
  ['a < b', ['a <= b']],
  ['a === b && c', ['a !== b && c', 'a === b || c']],
  ['f(a - 1)', ['f(a + 1)', 'f(a - 2)']],
  ['x = -1', ['x = -2']],
  ['if (!a) b = true', ['if (a) b = true', 'if (!a) b = false']],
  [
    '0xff; 1_000; 7n; 0o17',
    [
      '256; 1_000; 7n; 0o17',
      '0xff; 1001; 7n; 0o17',
      '0xff; 1_000; 8n; 0o17',
      '0xff; 1_000; 7n; 16',
    ],
  ],
  ['a / b', ['a * b']],
])('%s', (source, expected) => {
  expect(mutated(source)).toEqual(expected);
});

test.each([
  ['types', 'const a: Map<string, 1 | 2> = b as 3;'],
  ['strings and templates', `f('x < 1', "2", \`3 + 4\`);`],
  ['regular expressions', 'f(/[/<]1+/g, /a|b/);'],
  ['comments', 'a; // 1 < 2\n/* 3 */ b;'],
  ['arrows', 'const f = (a) => a;'],
])('leaves %s alone', (_what, source) => {
  expect(mutated(source)).toEqual([]);
});

test('says in which line', () => {
  expect(mutantsOf('a;\nb < c;').map(({ line }) => line)).toEqual([2]);
});
