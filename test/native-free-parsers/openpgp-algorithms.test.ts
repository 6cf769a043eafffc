/** Names and numbers of algorithms, held against OpenPGP.js, which has its own list. */
import { enums } from 'openpgp';
import { expect, test } from 'vitest';
import { digestAlgorithm } from '../../native-free-parsers/digest-algorithms.ts';
import { describeSignature } from '../../native-free-parsers/openpgp-signature.ts';

const SHA256 = 8;

/** rpm's name for each of theirs. */
const NAMES: Readonly<Partial<Record<keyof typeof enums.publicKey, string>>> = {
  rsaEncryptSign: 'RSA',
  rsaEncrypt: 'RSA(Encrypt-Only)',
  rsaSign: 'RSA(Sign-Only)',
  elgamal: 'Elgamal(Encrypt-Only)',
  dsa: 'DSA',
  ecdh: 'Elliptic Curve',
  ecdsa: 'ECDSA',
  eddsaLegacy: 'EdDSA',
  x25519: 'X25519',
  x448: 'X448',
  ed25519: 'Ed25519',
  ed448: 'Ed448',
};

/** A version 4 packet with a creation time, and integers enough for RSA, DSA or EdDSA. */
function packet(publicKey: number): Uint8Array {
  const integers = { 17: 2, 22: 2 }[publicKey] ?? 1;
  const body = [
    ...[4, 0, publicKey, SHA256, 0, 6, 5, 2, 0x60, 0, 0, 0, 0, 0, 0xab, 0xcd],
    ...Array<number[]>(integers).fill([0, 9, 1, 255]).flat(),
  ];
  return Uint8Array.from([0x88, body.length, ...body]);
}

test.each(Object.entries(NAMES))('%s is %s', (theirs, ours) => {
  const number = enums.publicKey[theirs as keyof typeof enums.publicKey];
  expect(describeSignature(packet(number)).publicKeyAlgorithm).toBe(ours);
});

test('each of the numbers that rpm 6.1 knows has a name of its own', () => {
  const known = [
    ...[1, 2, 3, 16, 17, 18, 19, 20, 21, 22],
    ...[25, 26, 27, 28, 30, 31, 32, 33, 34, 35, 36],
  ];
  const names = known.map((number) => describeSignature(packet(number)).publicKeyAlgorithm);
  expect(new Set(names).size).toBe(known.length);
  for (const name of names) expect(name).not.toMatch(/unknown/i);
  for (const unknown of [0, 4, 15, 23, 24, 29, 37]) {
    expect(describeSignature(packet(unknown)).publicKeyAlgorithm).toMatch(/unknown/i);
  }
});

/** RFC 2440, section 9.4; OpenSSL has none of them. */
test.each([
  [5, 'MD2', 16],
  [6, 'TIGER192', 24],
  [7, 'HAVAL-5-160', 20],
])('digest %i is %s', (number, name, length) => {
  expect(digestAlgorithm(number)).toEqual({ number, name, length, inRpm418: false });
});
