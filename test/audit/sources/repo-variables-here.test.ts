import { expect, test } from 'vitest';
import { releaseOf, repoVariables } from '../../../src/audit/sources/repo-variables-here.ts';

test.each([
  ['ID=fedora\nVERSION_ID=42\n', '42'],
  ['ID="rhel"\nID_LIKE="fedora"\nVERSION_ID="9.4"\n', '9'],
  ['ID="rocky"\nID_LIKE="rhel centos fedora"\nVERSION_ID="9.3"\n', '9'],
  ['ID="opensuse-leap"\nID_LIKE="suse opensuse"\nVERSION_ID="15.6"\n', '15.6'],
  ['ID=debian\nVERSION_ID="12"\n', undefined],
  ['ID=fedora\nVERSION="Rawhide"\n', undefined],
  ['', undefined],
])('the release by %j is %s', (text, release) => {
  expect(releaseOf(text)).toBe(release);
});

test('options go before the host, and variables before them', () => {
  const variables = new Map([
    ['Arch', 'mine'],
    ['site', 'here'],
  ]);
  expect(
    Object.fromEntries(repoVariables({ releasever: '9.4', basearch: 'i386', variables })),
  ).toEqual({
    basearch: 'i386',
    arch: 'mine',
    site: 'here',
    releasever: '9.4',
    releasever_major: '9',
    releasever_minor: '4',
  });
  expect(repoVariables({ basearch: 'i386' }).get('arch')).toBe('i686');
});
