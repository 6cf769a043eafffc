/** Answers that are worked out once for a subject, as long as no other comes between. */
import { expect, test } from 'vitest';
import { remembering } from '../../src/package/remembering.ts';

test('works out each answer once, and again after another subject', () => {
  const asked: string[] = [];
  const lengthOf = remembering(({ text }: { readonly text: string }) => {
    asked.push(text);
    return text.length;
  });
  const one = { text: 'a' };
  const other = { text: 'bc' };
  expect([one, one, other, other, one].map(lengthOf)).toEqual([1, 1, 2, 2, 1]);
  expect(asked).toEqual(['a', 'bc', 'a']);
});

test('remembers an answer of undefined, and forgets a failure', () => {
  const answers = [() => undefined, () => 'never'];
  const find = remembering((_: object) => answers.shift()!());
  const subject = {};
  expect([find(subject), find(subject)]).toEqual([undefined, undefined]);

  let tries = 0;
  const failing = remembering((_: object) => {
    tries++;
    throw new Error('no');
  });
  expect(() => failing(subject)).toThrow('no');
  expect(() => failing(subject)).toThrow('no');
  expect(tries).toBe(2);
});
