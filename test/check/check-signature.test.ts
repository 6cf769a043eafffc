/** Signatures as records. */
import { expect, it } from 'vitest';
import { SIGNER, THROWAWAY_KEYS } from '../../corpus/openpgp/throwaway-keys.ts';
import { packageBytes } from '../../corpus/package-bytes.ts';
import { checkSignature } from '../../src/check/check-signature.ts';
import { gatherFacts } from '../../src/check/gather-facts.ts';
import { readKeys } from '../../src/io/openpgp.ts';
import { bytesSource } from '../support/bytes-source.ts';

async function recordsOf(name: string) {
  const keys = { ...(await readKeys(THROWAWAY_KEYS)), empty: [] };
  const source = bytesSource(await packageBytes(name));
  const { signatures } = await gatherFacts(source, { payload: true, keys });
  return signatures.map(checkSignature);
}

it('a good one has its key', async () => {
  expect(await recordsOf('signed-together-only')).toEqual([
    {
      tag: 1005,
      name: 'GPG',
      covers: 'header-and-payload',
      version: 4,
      algorithm: 'EdDSA',
      hash: 'SHA256',
      keyId: expect.stringMatching(/^[0-9a-f]{16}$/),
      fingerprint: null,
      created: '2020-09-13T12:26:40.000Z',
      verdict: 'good',
      because: null,
      key: {
        keyId: expect.stringMatching(/^[0-9a-f]{16}$/),
        fingerprint: expect.stringMatching(/^[0-9a-f]{40}$/),
        userId: SIGNER.userId,
      },
    },
  ]);
});

it('one that cannot be read has nulls', async () => {
  expect(await recordsOf('header-signature-garbage')).toEqual([
    {
      tag: 268,
      name: 'RSA',
      covers: 'header',
      version: null,
      algorithm: null,
      hash: null,
      keyId: null,
      fingerprint: null,
      created: null,
      verdict: 'unreadable',
      because: null,
      key: null,
    },
  ]);
});

it('a bad one says why', async () => {
  expect(await recordsOf('signed-other-header')).toMatchObject([
    { verdict: 'bad', because: 'it was made over other bytes' },
  ]);
});

it('crosses JSON unchanged', async () => {
  const records = await recordsOf('signed-by-two-keys');
  expect(JSON.parse(JSON.stringify(records))).toEqual(records);
});
