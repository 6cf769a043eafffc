import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wrapText } from '../../src/report/wrap-text.ts';

test('breaks at blanks, and hangs the other lines under the first', () => {
  expect(wrapText('one two three', 13, '- ')).toEqual(['- one two', '  three']);
  expect(wrapText('one two three', 13, '- ', 4)).toEqual(['- one two', '    three']);
  expect(wrapText('one two three', 80)).toEqual(['one two three']);
});

test('leaves long words whole', () => {
  expect(wrapText('a 0123456789 b', 5)).toEqual(['a', '0123456789', 'b']);
});

test('takes any white space for one blank, also where the text is short', () => {
  expect(wrapText('a  b\tc\nd\u00a0e', 80, '- ')).toEqual(['- a b c d e']);
});

test('has one line for no text', () => {
  expect(wrapText('', 10, 'x ')).toEqual(['x ']);
});

test('loses no word and keeps the width', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1 });
  fc.assert(
    fc.property(words, fc.integer({ min: 12, max: 60 }), (list, width) => {
      const lines = wrapText(list.join(' '), width, '    ');
      expect(lines.join(' ').trim().split(/ +/)).toEqual(list);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
    }),
  );
});
