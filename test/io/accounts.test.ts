import { expect, test } from 'vitest';
import { parseAccounts } from '../../src/io/accounts.ts';

const parse = (text: string) => [...parseAccounts(Buffer.from(text, 'latin1'))];

test('names and numbers of users and groups', () => {
  expect(parse('root:x:0:0:root:/root:/bin/bash\nweb:x:33:\nw\xe9b:*:34:web,root')).toEqual([
    ['root', 0],
    ['web', 33],
    ['w\xe9b', 34],
  ]);
});

test('the first line of a name counts', () => {
  expect(parse('a:x:1:\na:x:2:\n')).toEqual([['a', 1]]);
});

test.each([
  '',
  '# comment',
  'a:x',
  'a:x:',
  'a:x:-1:',
  'a:x:1x:',
  ':x:1:',
  'a:x:4294967295:',
  '+::::',
])('no account in %j', (line) => {
  expect(parse(`${line}\nb:x:4294967294:\n`)).toEqual([['b', 4_294_967_294]]);
});
