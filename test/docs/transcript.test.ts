/** The notation of transcripts, so that a guide that is wrong cannot pass. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { environment, scratch } from '../cli/programs.ts';
import { isAsExpected, type Printed, runSteps, stepsOf } from './transcript.ts';

const printed = (expected: readonly string[], actual: readonly string[]): Printed => ({
  command: '',
  expected,
  actual,
});

test.each([
  [['a'], ['a'], true],
  [['a'], ['a', 'b'], false],
  [['a'], [], false],
  [['...'], [], true],
  [['...', 'b'], ['a', 'a', 'b'], true],
  [['...', 'b'], ['a', 'xb'], false],
  [['a', '...'], ['b'], false],
  [['a … c'], ['a b c'], true],
  [['a … c'], ['a b'], false],
  [['a.c'], ['abc'], false],
  [['(a|b) $x ^'], ['(a|b) $x ^'], true],
])('%j of %j: %s', (expected, actual, is) => {
  expect(isAsExpected(printed(expected, actual))).toBe(is);
});

test('commands run one after the other, in one shell, and files come where they stand', () => {
  const markdown = `
\`\`\`text a.txt
one
\`\`\`

\`\`\`console
$ cat a.txt; cd /; (exit 7)
one
$ echo $?
7
$ echo here >&2
> pwd
here
/
\`\`\`

\`\`\`sh
rm everything
\`\`\`
`;
  const steps = stepsOf(markdown);
  expect(steps.map(({ kind }) => kind)).toEqual(['file', 'command', 'command', 'command']);
  const directory = scratch();
  const all = runSteps(steps, directory, environment());
  expect(all.map(({ actual }) => actual)).toEqual([['one'], ['7'], ['here', '/']]);
  expect(all.every(isAsExpected)).toBe(true);
  expect(readFileSync(join(directory, 'a.txt'), 'utf8')).toBe('one\n');
});

test('a console begins with a command', () => {
  expect(() => stepsOf('```console\noutput\n```\n')).toThrow('a command expected; found output');
});
