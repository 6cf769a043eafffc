import { expect, test } from 'vitest';
import { booleanOf, parseIni } from '../../src/host/ini.ts';

const asObject = (...texts: string[]) =>
  Object.fromEntries(
    [...parseIni(...texts)].map(([name, keys]) => [name, Object.fromEntries(keys)]),
  );

test('sections, comments, continued values, and what is none of them', () => {
  const text = `stray = 1
[main]
# a comment
; another
Key = value = more
  # still a comment
list=a
\tb
   c

empty =
no assignment
 lost
[other one]\r
key=2\r
key = 3
`;
  expect(asObject(text)).toEqual({
    main: { key: 'value = more', list: 'a b c', empty: '' },
    'other one': { key: '3' },
  });
});

test('later texts win, key by key', () => {
  expect(asObject('[a]\nx=1\ny=1\n', '[a]\ny=2\n[b]\n')).toEqual({ a: { x: '1', y: '2' }, b: {} });
});

test.each([
  ['1', true],
  ['Yes', true],
  ['TRUE', true],
  ['0', false],
  ['off', false],
  ['perhaps', undefined],
  ['', undefined],
  [undefined, undefined],
])('%j is %j', (text, expected) => {
  for (const otherwise of [true, false]) {
    expect(booleanOf(text, otherwise)).toBe(expected ?? otherwise);
  }
});
