import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markdownBlock, markdownCode, markdownText } from '../../src/report/markdown.ts';

test('text of others is no markup', () => {
  expect(markdownText('*a* [b](c) <d> `e` | _f_ x86_64\ng')).toBe(
    '\\*a\\* \\[b\\](c) \\<d\\> \\`e\\` \\| \\_f\\_ x86_64 g',
  );
});

test('code is fenced by more backticks than it has', () => {
  expect(markdownCode('a')).toBe('`a`');
  expect(markdownCode('a`b``c')).toBe('``` a`b``c ```');
  fc.assert(
    fc.property(fc.stringMatching(/^[a`]{1,12}$/), (text) => {
      const code = markdownCode(text);
      const fence = /^`+/.exec(code)![0];
      expect(code.endsWith(fence)).toBe(true);
      const inner = code.slice(fence.length, -fence.length);
      expect(inner.trim()).toBe(text);
      expect(inner.match(/`+/g) ?? []).not.toContain(fence);
    }),
  );
});

test('a block has a language', () => {
  expect(markdownBlock(['a', 'b'], 'sh')).toEqual(['```sh', 'a', 'b', '```']);
});
