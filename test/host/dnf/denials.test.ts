/** Which packages are left alone, and by which words. */
import { describe, expect, it, test } from 'vitest';
import type { BrokenPackage } from '../../../src/audit/state/broken-packages.ts';
import { auditedDenials, NOTHING_AUDITED } from '../../../src/host/dnf/audited-denials.ts';
import { denials, denyItem } from '../../../src/host/dnf/denials.ts';
import type { TransactionPackage } from '../../../src/host/dnf/transaction-package.ts';

function pkg(fields: Partial<TransactionPackage> = {}): TransactionPackage {
  return {
    name: 'vim',
    version: '9.0',
    release: '1.el9',
    nevra: 'vim-2:9.0-1.el9.x86_64',
    repository: 'base',
    checksum: 'sha256:aa',
    path: '/cache/vim.rpm',
    ...fields,
  };
}

describe('the deny list of the administrator', () => {
  it.each([
    ['vim', true],
    ['vi', false],
    ['im', false],
    ['v?m', true],
    ['vim-2:9.*', true],
    ['vim-9.0-1.el9', false],
    ['*.x86_64', true],
    ['Vim', false],
  ])('%s matches a whole name: %s', (pattern, isDenied) => {
    const denialOf = denials(['other', pattern], NOTHING_AUDITED);
    expect(denialOf(pkg())).toEqual(isDenied ? `the deny list has "${pattern}"` : undefined);
    expect(denialOf(pkg({ name: 'gvim', nevra: 'gvim-9.0-1.el9.noarch' }))).toBeUndefined();
  });
});

describe('the item for the transcoder', () => {
  it.each([
    ['is the whole name', pkg(), 'vim-9.0-1.el9'],
    ['fits a lead', pkg({ name: 'n'.repeat(80) }), 'n'.repeat(65)],
    ['ends with a whole character', pkg({ name: `${'n'.repeat(64)}ü` }), 'n'.repeat(64)],
    ['has no comma', pkg({ name: 'a,vim' }), 'vim-9.0-1.el9'],
  ])('%s', (_what, given, item) => {
    expect(denyItem(given)).toBe(item);
  });
});

describe('what an audit denies', () => {
  const BROKEN: BrokenPackage = {
    repository: 'base',
    checksum: 'sha256:aa',
    nevra: 'vim-2:9.0-1.el9.x86_64',
    reference: 'cow-fails',
    rule: 'sig-region-early-trailer',
  };
  const reason = 'the audit says cow-fails [sig-region-early-trailer]';

  it.each([
    ['the same file', {}, {}, true],
    ['the same file by another mirror', { repository: 'https://mirror.example/' }, {}, true],
    ['another file of that name and repository', {}, { checksum: 'sha256:bb' }, false],
    ['one without a checksum', {}, { checksum: null }, true],
    ['one of an audit without', { checksum: null }, {}, true],
    ['one without, of another repository', {}, { checksum: null, repository: 'updates' }, false],
    ['one without, of another version', {}, { checksum: null, nevra: 'vim-2:9.1-1.x86_64' }, false],
    ['a checksum of another kind', {}, { checksum: 'sha512:cc' }, true],
    ['sha for sha1', { checksum: 'sha:aa' }, { checksum: 'sha1:aa', repository: 'x' }, true],
    [
      'an epoch of 0 for none',
      { nevra: 'vim-0:9.0-1.noarch' },
      { nevra: 'vim-9.0-1.noarch', checksum: null },
      true,
    ],
  ])('%s', (_what, broken, given, isDenied) => {
    const denialOf = auditedDenials([
      { ...BROKEN, nevra: 'other', checksum: null },
      { ...BROKEN, ...broken },
    ]);
    expect(denialOf(pkg(given))).toBe(isDenied ? reason : undefined);
  });

  test('the administrator is asked first', () => {
    expect(denials(['vim'], auditedDenials([BROKEN]))(pkg())).toBe('the deny list has "vim"');
  });
});
