import { expect, test } from 'vitest';
import { globMatcher } from '../../src/check/glob.ts';

test.each([
  ['sig-*', 'sig-missing', true],
  ['sig-*', 'no-sig-missing', false],
  ['*', '', true],
  ['/usr/*', '/usr/share/a\nb', true],
  ['/usr/**/b', '/usr/share/x/b', true],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['a?c', 'a😀c', true],
  ['a.c', 'abc', false],
  ['[ab](c)|$^+{1}\\', '[ab](c)|$^+{1}\\', true],
  ['[ab]', 'a', false],
  ['A', 'a', false],
])('%s against %j: %s', (pattern, text, matches) => {
  expect(globMatcher(pattern)(text)).toBe(matches);
});
