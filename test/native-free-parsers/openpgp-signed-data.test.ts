/** What is hashed for a signature, held against an independent writer that signs. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { type SignatureWishes, signaturePacket } from '../../corpus/openpgp/signature-packet.ts';
import { SIGNER } from '../../corpus/openpgp/throwaway-keys.ts';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { describeSignature } from '../../native-free-parsers/openpgp-signature.ts';
import { readSignedData } from '../../native-free-parsers/openpgp-signed-data.ts';
import { asVersion4 } from '../../native-free-parsers/openpgp-version-4.ts';

const DATA = Buffer.from('some data');

/** The 64 bytes of an Ed25519 signature, from two integers that may lack leading zeros. */
function ed25519Signature(material: Uint8Array): Uint8Array {
  const result = new Uint8Array(64);
  let at = 0;
  for (const end of [32, 64]) {
    const length = Math.ceil((256 * material[at]! + material[at + 1]!) / 8);
    result.set(material.subarray(at + 2, at + 2 + length), end - length);
    at += 2 + length;
  }
  return result;
}

describe.each([
  ['version 4', {}],
  ['version 3', { version: 3 }],
  ['version 4 with SHA-512', { hash: 'sha512' }],
] as const satisfies readonly (readonly [string, SignatureWishes])[])('%s', (_, wishes) => {
  const packet = signaturePacket(SIGNER, [DATA], wishes);
  const signed = readSignedData(packet);
  const hash = createHash('hash' in wishes ? wishes.hash : 'sha256')
    .update(signed.before)
    .update(DATA)
    .update(signed.after)
    .digest();

  it('gives what the hash is made of, and how it begins', () => {
    expect(hash.subarray(0, 2)).toEqual(Buffer.from(signed.hashStart));
  });

  it('gives the integers that sign this hash', () => {
    const key = createPublicKey(SIGNER.privateKey);
    expect(verify(null, hash, key, ed25519Signature(signed.material))).toBe(true);
  });
});

test('a packet of version 3 in the form of version 4 keeps hash and signature', () => {
  const packet = Uint8Array.from(signaturePacket(SIGNER, [DATA], { version: 3 }));
  const old = readSignedData(packet);
  const description = describeSignature(packet);
  const twin = asVersion4(old, description);
  expect(describeSignature(twin)).toMatchObject({ ...description, version: 4 });
  const { hashStart, material, type, hashAlgorithm } = readSignedData(twin);
  expect({ hashStart, material, type, hashAlgorithm }).toEqual({
    hashStart: old.hashStart,
    material: old.material,
    type: old.type,
    hashAlgorithm: old.hashAlgorithm,
  });
});

test('the salt of version 6 is hashed first', () => {
  const salt = Uint8Array.from({ length: 16 }, (_, i) => i);
  const subpackets = [5, 2, 0, 0, 0, 1];
  const hashed = [6, 0, 27, 8, ...[0, 0, 0, 6], ...subpackets];
  const body = [...hashed, ...[0, 0, 0, 0], 0xab, 0xcd, 16, ...salt, 1, 2, 3];
  const { before, after, hashStart, material } = readSignedData(
    Uint8Array.from([0xc2, body.length, ...body]),
  );
  expect(before).toEqual(salt);
  expect(after).toEqual(Uint8Array.from([...hashed, 6, 0xff, 0, 0, 0, hashed.length]));
  expect([...hashStart, ...material]).toEqual([0xab, 0xcd, 1, 2, 3]);
});

test('every packet that ends early is refused, and says where', () => {
  for (const version of [3, 4] as const) {
    const packet = signaturePacket(SIGNER, [DATA], { version });
    // The integers are not looked at.
    const end = packet.length - readSignedData(packet).material.length;
    for (let length = 1; length < end - 3; length++) {
      const cut = Uint8Array.from([packet[0]!, 0, length, ...packet.subarray(3, 3 + length)]);
      const error = caught(() => readSignedData(cut, 1000));
      expect(error).toMatchObject({ code: 'TRUNCATED' });
      expect(error.offset).toBeLessThanOrEqual(1000 + cut.length);
      expect(error.offset).toBeGreaterThan(1000);
    }
  }
});

function caught(action: () => unknown): FormatError {
  try {
    action();
  } catch (error) {
    if (error instanceof FormatError) return error;
  }
  throw new Error('no FormatError');
}
