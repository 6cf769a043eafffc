import { expect, test } from 'vitest';
import { quoted } from '../../src/rules/quoted.ts';

test.each([
  ['', '""'],
  ['a b', '"a b"'],
  ['new\nline', '"new\\nline"'],
  ['\xff', '"\\xff"'],
  ['x'.repeat(120), `"${'x'.repeat(120)}"`],
  ['x'.repeat(121), `"${'x'.repeat(120)}..." (121 bytes)`],
])('%j', (text, expected) => expect(quoted(text)).toBe(expected));
