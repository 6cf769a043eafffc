import { expect, test } from 'vitest';
import type { CheckSignature } from '../../src/check/check-signature.ts';
import { areChecked, signaturePhrases } from '../../src/report/signature-text.ts';
import { record } from '../check/made-up-record.ts';

const signature = (changes: Partial<CheckSignature>): CheckSignature => ({
  tag: 268,
  name: 'RSA',
  covers: 'header',
  version: 4,
  algorithm: 'RSA',
  hash: 'SHA256',
  keyId: '0123456789abcdef',
  fingerprint: null,
  created: '2020-09-13T12:26:40.000Z',
  verdict: 'unchecked',
  because: null,
  key: null,
  ...changes,
});

const ALICE = { keyId: '0123456789abcdef', fingerprint: 'ab', userId: 'Alice <alice@example.org>' };

test.each<[Partial<CheckSignature>, string]>([
  [
    { because: 'no key was given' },
    'signature by key ID 0123456789abcdef not checked: no key was given',
  ],
  [
    { verdict: 'good', key: ALICE },
    'signature by Alice <alice@example.org> (key ID 89abcdef) is good',
  ],
  [
    { verdict: 'good', key: { ...ALICE, userId: null } },
    'signature by key ID 0123456789abcdef is good',
  ],
  [
    { verdict: 'bad', because: 'it was made over other bytes' },
    'header signature by key ID 0123456789abcdef is BAD: it was made over other bytes',
  ],
  [
    {
      verdict: 'bad',
      because: 'its key did not make it',
      covers: 'header-and-payload',
      key: ALICE,
    },
    'payload signature by Alice <alice@example.org> (key ID 89abcdef) is BAD: its key did not make it',
  ],
  [
    { verdict: 'key-missing' },
    'signature by key ID 0123456789abcdef not checked: its key is not among those given',
  ],
  [
    { verdict: 'key-unusable', because: 'the key was revoked', key: ALICE },
    'header signature by Alice <alice@example.org> (key ID 89abcdef) is right, but the key was revoked',
  ],
  [
    { verdict: 'unverifiable', because: 'nobody knows how' },
    'header signature by key ID 0123456789abcdef could not be judged: nobody knows how',
  ],
  [{ verdict: 'unreadable', keyId: null }, 'a signature that cannot be read'],
])('%j', (changes, phrase) => {
  const signatures = [signature(changes), signature({ ...changes, tag: 1002 })];
  // What both have in common is said once.
  expect(signaturePhrases(record({ signatures }))).toEqual([phrase]);
  expect(areChecked(record({ signatures }))).toBe((changes.verdict ?? 'unchecked') !== 'unchecked');
});
