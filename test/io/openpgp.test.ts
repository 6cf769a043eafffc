/** Keys from files of every kind, and what they say of signatures. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { generateKey } from 'openpgp';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { armored, type CertificateWishes, certificate } from '../../corpus/openpgp/certificate.ts';
import {
  keyIdOf,
  type SignatureWishes,
  signaturePacket,
} from '../../corpus/openpgp/signature-packet.ts';
import { fingerprintOf, type SigningKey } from '../../corpus/openpgp/signing-key.ts';
import { EXPIRED, SIGNER, STRANGER } from '../../corpus/openpgp/throwaway-keys.ts';
import { toHex } from '../../native-free-parsers/bytes/hex.ts';
import { readSignedData } from '../../native-free-parsers/openpgp-signed-data.ts';
import { readKeys } from '../../src/io/openpgp.ts';
import type { HashVerdict } from '../../src/io/openpgp-verify.ts';

const DATA = Buffer.from('some data');
const DAY = 24 * 60 * 60;

const rsaKey = (modulusLength: number): SigningKey => ({
  privateKey: generateKeyPairSync('rsa', { modulusLength }).privateKey,
  created: 1_500_000_000,
  userId: `RSA ${modulusLength}`,
});

describe('files of keys', () => {
  const [a, b] = [certificate(SIGNER), certificate(EXPIRED)];
  const ids = [SIGNER, EXPIRED].map((key) => toHex(keyIdOf(key)));

  test.each([
    ['binary, one behind the other', Buffer.concat([a, b])],
    ['armored, in two blocks', Buffer.from(armored(a) + armored(b))],
    ['armored, in one block', Buffer.from(armored(Buffer.concat([a, b])))],
    ['with text around the blocks', Buffer.from(`Our keys:\n${armored(a)}\nand\n\n${armored(b)}.`)],
    [
      'with lines that end as in DOS',
      Buffer.from((armored(a) + armored(b)).replaceAll('\n', '\r\n')),
    ],
    [
      'with comments in the armor',
      Buffer.from(
        (armored(a) + armored(b)).replaceAll(
          'BLOCK-----\n\n',
          'BLOCK-----\nVersion: 1: x\nComment: y\n\n',
        ),
      ),
    ],
  ])('%s', async (_, file) => {
    const { keys, unusable } = await readKeys(file);
    expect(keys.map(({ keyId }) => keyId)).toEqual(ids);
    expect(unusable).toEqual([]);
  });

  it('have names, fingerprints and sizes', async () => {
    const key = rsaKey(2048);
    const { keys } = await readKeys(certificate(key));
    expect(keys).toMatchObject([
      {
        keyId: toHex(keyIdOf(key)),
        fingerprint: toHex(fingerprintOf(key)),
        primaryFingerprint: toHex(fingerprintOf(key)),
        userId: 'RSA 2048',
        bits: 2048,
        selfHashes: [8],
      },
    ]);
  });

  /** A key packet of version 3, which PGP made before 1998. */
  const version3 = Uint8Array.from([0x99, 0, 12, 3, ...[0, 0, 0, 1], ...[0, 0], 1, 0, 1, 1, 0]);
  const noPacket = Buffer.from('no packet at all');

  test.each([
    ['of version 3', version3],
    ['cut off', a.subarray(0, 40)],
    ['that is none', noPacket],
  ])('a key %s does not spoil the others', async (_, broken) => {
    const alone = await readKeys(Buffer.from(armored(broken)));
    expect(alone.keys).toEqual([]);
    expect(alone.unusable).toHaveLength(1);
    const among = await readKeys(Buffer.from(armored(a) + armored(broken) + armored(b)));
    expect(among.keys.map(({ keyId }) => keyId)).toEqual(ids);
    expect(among.unusable).toEqual(alone.unusable);
  });

  it('that are secret are not taken', async () => {
    const { privateKey } = await generateKey({ userIDs: [{ name: 'secret' }] });
    const { keys, unusable } = await readKeys(Buffer.from(armored(a) + privateKey));
    expect(keys.map(({ keyId }) => keyId)).toEqual(ids.slice(0, 1));
    expect(unusable).toEqual(['it is a secret key']);
  });

  it('within one block keep what comes before and behind a key that cannot be used', async () => {
    const { keys, unusable } = await readKeys(Buffer.concat([a, version3, b]));
    expect(keys.map(({ keyId }) => keyId)).toEqual(ids);
    expect(unusable).toHaveLength(1);
  });

  test.each([
    ['empty', ''],
    ['text', 'no key here'],
    ['a page', '<!DOCTYPE html><title>404</title>'],
    ['an empty block', armored(new Uint8Array())],
  ])('%s have none', async (_, text) => {
    expect((await readKeys(Buffer.from(text))).keys).toEqual([]);
  });
});

/** What `key`, by its certificate, says of a signature by `signer`. */
async function verdictOf(
  key: SigningKey,
  wishes: SignatureWishes = {},
  certified: CertificateWishes = {},
  data: Uint8Array = DATA,
): Promise<HashVerdict> {
  const packet = signaturePacket(key, [DATA], wishes);
  const { keys } = await readKeys(certificate(key, certified));
  const { before, after } = readSignedData(packet);
  const hash = createHash(wishes.hash ?? 'sha256');
  for (const piece of [before, data, after]) hash.update(piece);
  return await keys[0]!.verify(packet, hash.digest());
}

describe('a signature', () => {
  let rsa: SigningKey;
  let short: SigningKey;
  beforeAll(() => {
    rsa = rsaKey(2048);
    short = rsaKey(1024);
  });

  test.each([
    ['by Ed25519', () => SIGNER, {}],
    ['by Ed25519 with SHA-512', () => SIGNER, { hash: 'sha512' }],
    ['by RSA', () => rsa, {}],
    ['by RSA with SHA-1', () => rsa, { hash: 'sha1' }],
    ['by RSA with MD5', () => rsa, { hash: 'md5' }],
    ['by a short key', () => short, {}],
  ] as const)('%s is good', async (_, key, wishes) => {
    expect(await verdictOf(key(), wishes)).toEqual({ kind: 'good' });
  });

  it('of other data is bad', async () => {
    for (const key of [SIGNER, rsa]) {
      expect(await verdictOf(key, {}, {}, Buffer.from('other data'))).toMatchObject({
        kind: 'bad',
      });
    }
  });

  it('whose numbers are of another signature is bad', async () => {
    for (const key of [SIGNER, rsa]) {
      const numbers = readSignedData(signaturePacket(key, [Buffer.from('other')])).material;
      expect(await verdictOf(key, { numbers })).toMatchObject({ kind: 'bad' });
    }
  });

  it('by another algorithm than its key is bad', async () => {
    expect(
      await verdictOf(rsa, { algorithm: 22, numbers: Uint8Array.from([0, 1, 1, 0, 1, 1]) }),
    ).toMatchObject({
      kind: 'bad',
    });
  });

  test.each([
    ['had expired', { lifetime: DAY }, 'the key had expired when it was made'],
    ['was revoked', { revoked: true }, 'the key was revoked'],
    ['only certifies', { flags: 0x01 }, expect.stringContaining('the key cannot make signatures')],
  ])('by a key that %s proves nothing', async (_, certified, because) => {
    expect(await verdictOf(SIGNER, {}, certified)).toEqual({ kind: 'key-unusable', because });
  });

  it('from before its key proves nothing', async () => {
    expect(await verdictOf(SIGNER, { created: SIGNER.created - 1 })).toEqual({
      kind: 'key-unusable',
      because: 'the key is newer than the signature',
    });
  });

  it('by a key that has expired since is good', async () => {
    const lifetime = 1_600_000_000 - SIGNER.created + DAY;
    expect(await verdictOf(SIGNER, {}, { lifetime })).toEqual({ kind: 'good' });
  });

  it('by a key that was certified anew since is good, unless it had expired', async () => {
    const created = 1_700_000_000;
    expect(await verdictOf(SIGNER, {}, { created })).toEqual({ kind: 'good' });
    expect(await verdictOf(SIGNER, {}, { created, lifetime: DAY })).toMatchObject({
      kind: 'key-unusable',
    });
  });

  it('that has expired itself proves nothing', async () => {
    const expiration = Uint8Array.from([5, 3, 0, 1, 0, 0]);
    expect(await verdictOf(SIGNER, { subpackets: [expiration] })).toEqual({
      kind: 'key-unusable',
      because: 'the signature has expired',
    });
  });

  it('by a key that holds together by SHA-1 is good, and that shows', async () => {
    expect(await verdictOf(rsa, {}, { hash: 'sha1' })).toEqual({ kind: 'good' });
    const { keys } = await readKeys(certificate(rsa, { hash: 'sha1' }));
    expect(keys[0]!.selfHashes).toEqual([2]);
  });

  it('of a kind that cannot be computed says so', async () => {
    expect(await verdictOf(SIGNER, { hash: 'sha1' })).toMatchObject({ kind: 'unsupported' });
    const { keys } = await readKeys(certificate(STRANGER));
    const verdict = await keys[0]!.verify(Uint8Array.from([0xc2, 1, 3]), new Uint8Array(32));
    expect(verdict.kind).toBe('unsupported');
  });
});
