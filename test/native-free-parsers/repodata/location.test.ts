import { expect, test } from 'vitest';
import { whyOutside } from '../../../native-free-parsers/repodata/location.ts';

test.each([
  'a.rpm',
  './a.rpm',
  'Packages/a/a-1.0~rc1-1.x86_64.rpm',
  'Packages//a.rpm',
  'a..b/..c/d...rpm',
  'libstdc++-1.rpm',
  'libstdc%2B%2B-1.rpm',
  'a-1:2.0-1.noarch.rpm',
  'a b.rpm',
])('%s is inside', (href) => {
  expect(whyOutside(href)).toBeUndefined();
});

test.each([
  ['', 'empty'],
  ['/etc/passwd', 'absolute'],
  ['//host/a.rpm', 'absolute'],
  ['%2fetc/passwd', 'absolute'],
  ['../a.rpm', 'leading out of its directory'],
  ['a/../../b.rpm', 'leading out of its directory'],
  ['a/..', 'leading out of its directory'],
  ['%2e%2E/a.rpm', 'leading out of its directory'],
  ['a%2f..%2fb.rpm', 'leading out of its directory'],
  ['..\\a.rpm', 'with a backslash'],
  ['a%5c..', 'with a backslash'],
  ['http://host/a.rpm', 'a URL'],
  ['HTTP:host/a.rpm', 'a URL'],
  ['file:/etc/passwd', 'a URL'],
  ['a\0.rpm', 'with control characters'],
  ['a\n.rpm', 'with control characters'],
  ['a%00.rpm', 'with control characters'],
  [`${'a'.repeat(5000)}.rpm`, 'longer than 4096 characters'],
])('%j is outside: %s', (href, why) => {
  expect(whyOutside(href)).toBe(why);
});
