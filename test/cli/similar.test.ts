import { expect, test } from 'vitest';
import { similarTo } from '../../src/cli/similar.ts';

const NAMES = ['lead-magic', 'lead-version', 'sig-magic', 'sig-region-stale-count', 'cpio-magic'];

test.each([
  ['led-magic', ['lead-magic']],
  ['lead-magci', ['lead-magic']],
  ['LEAD-MAGIC', []],
  ['stale-count', ['sig-region-stale-count']],
  ['magic-lead', ['lead-magic']],
  ['sig-mgic', ['sig-magic']],
  ['entirely-different', []],
  ['', []],
])('%s may be %j', (name, expected) => {
  expect(similarTo(name, NAMES)).toEqual(expected);
});

test('the nearest comes first, and three are enough', () => {
  const names = ['aaaaaaaaax', 'aaaaaaaaxx', 'aaaaaaaxxx', 'aaaaaaaaay', 'aaaaaaaaaz'];
  expect(similarTo('aaaaaaaaaa', names)).toEqual(['aaaaaaaaax', 'aaaaaaaaay', 'aaaaaaaaaz']);
});
