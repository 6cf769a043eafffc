import { expect, test } from 'vitest';
import { redirectUrl, targetUrl } from '../../../src/io/http/target-url.ts';

const BASE = 'https://user:secret@h.example/repo/x86_64/?token=1';

test.each([
  ['', 'https://user:secret@h.example/repo/x86_64/?token=1'],
  ['Packages/a/a-1.rpm', 'https://user:secret@h.example/repo/x86_64/Packages/a/a-1.rpm'],
  ['a:1.rpm', 'https://user:secret@h.example/repo/x86_64/a:1.rpm'],
  [
    'http://evil.example/a.rpm',
    'https://user:secret@h.example/repo/x86_64/http://evil.example/a.rpm',
  ],
  ['//evil.example/a.rpm', 'https://user:secret@h.example/repo/x86_64///evil.example/a.rpm'],
  ['a b+c~d^e.rpm', 'https://user:secret@h.example/repo/x86_64/a%20b+c~d%5Ee.rpm'],
  ['a/../b.rpm', 'https://user:secret@h.example/repo/x86_64/b.rpm'],
])('%s stays below its base', (path, url) => {
  expect(targetUrl(BASE, path).href).toBe(url);
});

test.each(['../a.rpm', 'a/../../b.rpm', '..\\a.rpm', '%2e%2e/a.rpm', '..', '../x86_64x/a.rpm'])(
  '%s does not',
  (path) => {
    expect(() => targetUrl(BASE, path)).toThrow(
      `cannot fetch https://h.example/repo/x86_64/: ${JSON.stringify(path)} leads out of it (ADDRESS)`,
    );
  },
);

test.each(['ftp://h.example/', 'file:///etc/', 'nonsense', ''])('no server: %s', (base) => {
  expect(() => targetUrl(base, 'a.rpm')).toThrow('(ADDRESS)');
});

test('where a redirect leads', () => {
  const from = new URL('https://h.example/a/b');
  expect(redirectUrl(from, 'c').href).toBe('https://h.example/a/c');
  expect(redirectUrl(from, '//o.example/c').href).toBe('https://o.example/c');
  expect(redirectUrl(new URL('http://h.example/'), 'https://h.example/').protocol).toBe('https:');
  for (const location of [undefined, 'http://h.example/', 'javascript:0', 'http://[']) {
    expect(() => redirectUrl(from, location)).toThrow('(REDIRECTS)');
  }
});
