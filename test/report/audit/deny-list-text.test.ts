/** A deny list for people, and what it admits. */
import { expect, it, test } from 'vitest';
import { denyList } from '../../../src/audit/deny-list.ts';
import type { PackageToDeny } from '../../../src/audit/packages-to-deny.ts';
import { packagesToDeny } from '../../../src/audit/packages-to-deny.ts';
import type { CheckPrediction } from '../../../src/check/check-record.ts';
import { denyListSummary, denyListText } from '../../../src/report/audit/deny-list-text.ts';
import { audited, smallAudit, unreadable } from '../../audit/made-up-audit.ts';

function pkg(leadName: string | null, mustBeDenied: boolean): PackageToDeny {
  return {
    repository: 'base\u202e',
    location: `${leadName}.rpm`,
    nevra: null,
    leadName,
    reference: null,
    certain: true,
    mustBeDenied,
  };
}

const text = (packages: readonly PackageToDeny[]) =>
  denyListText(denyList(packages), { width: 80 });

it('tells items, accidents, and what cannot be denied with a way out', () => {
  const packages = [pkg('vim-9-1', true), pkg('gvim-9-1', false), pkg('', true), pkg(null, true)];
  expect(text(packages)).toBe(`\
1 item denies 1 of 3 packages that must be denied, and 1 by accident. There is
no shorter list.

DENIES  BY ACCIDENT  ITEM
     1            1  vim

denylist=vim

Denied by accident: their names have an item in them, and no list without them
denies all that must be.
  gvim-9-1.rpm (base\\u{202e})

Cannot be denied:
  .rpm (base\\u{202e}): the name in its lead is empty
  null.rpm (base\\u{202e}): its lead could not be read

To keep these away from Copy-on-Write hosts: exclude them in the configuration
of dnf (excludepkgs=), or transcode with rpmcow, which passes on what the
reference breaks and whose RPMCOW_DENY_NAMES has exact names.
`);
});

it('says so where there is nothing to deny', () => {
  expect(text([pkg('vim-9-1', false)])).toBe('No package must be denied.\n');
});

it('says where a shorter list may exist, and where the list is too long', () => {
  const list = denyList([pkg('vim-9-1', true)]);
  const summary = denyListSummary({
    ...list,
    atLeast: 0,
    fits: false,
    value: 'vim'.repeat(50_000),
  });
  expect(summary).toContain('It takes 0 items in any case');
  expect(summary).toContain('150,000 bytes, which is more than Linux lets a variable have');
});

test.each<[CheckPrediction['reference'], boolean, boolean, boolean]>([
  ['same', true, false, false],
  ['same', false, false, true],
  ['both-reject', true, false, false],
  ['not-a-package', true, false, false],
  ['cow-fails', true, true, true],
  ['cow-accepts', true, true, true],
  ['different-tree', false, true, true],
])('%s, certain: %s, must be denied: %s', (reference, certain, must, mustIfUncertainToo) => {
  const prediction = { reference, rpmcow: 'transcoded', because: [], certain } as const;
  const audit = smallAudit([audited('a-1-1.x', { prediction }), unreadable('b.rpm')]);
  const denied = (uncertainToo: boolean) =>
    packagesToDeny(audit, uncertainToo).map(({ mustBeDenied }) => mustBeDenied);
  expect(denied(false)).toEqual([must, false]);
  expect(denied(true)).toEqual([mustIfUncertainToo, false]);
});
