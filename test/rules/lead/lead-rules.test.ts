import { expect, test } from 'vitest';
import { findingsOf, messageOf } from '../findings-of.ts';

test.each([
  [
    'lead-magic',
    'web-page',
    'the file is no RPM package: it starts with 3c21444f, like a web page',
  ],
  ['lead-magic', 'lead-magic-broken', 'the file is no RPM package: it starts with ecabeedb'],
  ['lead-truncated', 'empty-file', 'the lead is not complete: a file of 0 bytes'],
  ['lead-truncated', 'lead-cut', 'the lead is not complete: a file of 48 bytes'],
  ['lead-version', 'lead-major-9', 'the lead says that the package has format version 9.0'],
  [
    'lead-type',
    'lead-type-source',
    'the lead has type 1, a source package; it should have 0, a binary package',
  ],
  ['lead-type', 'lead-type-7', 'the lead has type 7; it should have 0, a binary package'],
  [
    'lead-name-mismatch',
    'lead-name-all',
    'the lead names the package "wallclock-1.0-1", it is "plain-1.0-1"',
  ],
  ['lead-arch-os', 'lead-arch-ia64', 'the lead has architecture number 9, not 1, as of x86_64'],
])('%s of %s', async (rule, name, message) => {
  expect(await messageOf(rule, name)).toBe(message);
});

test('a name that fills the field agrees with the header all the same', async () => {
  expect(await findingsOf('lead-name-mismatch', 'lead-name-without-nul')).toEqual([]);
});

test('an empty name is not a wrong one', async () => {
  expect(await findingsOf('lead-name-mismatch', 'lead-name-empty')).toEqual([]);
});

test('both numbers of a lead of rpm 6', async () => {
  const findings = await findingsOf('lead-arch-os', 'lead-v6-numbers');
  expect(findings.map(({ where, expected }) => [where.offset, expected])).toEqual([
    [8, '0, as of the format of rpm 6'],
    [76, '0, as of the format of rpm 6'],
  ]);
});
