import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { describeSignature, signatureText } from '../../native-free-parsers/openpgp-signature.ts';

const KEY_ID = [0xde, 0xad, 0xbe, 0xef, 0x19, 0x64, 0xc5, 0xfc];
const CREATED = [0x60, 0, 0, 0];
const RSA = 1;
const ECDSA = 19;
const EDDSA = 22;
const SHA256 = 8;
const INTEGER = [0, 9, 1, 255];

const creationTime = [5, 2, ...CREATED];
const issuer = [9, 16, ...KEY_ID];
const fingerprint4 = [22, 33, 4, ...Array(12).fill(0xaa), ...KEY_ID];

const length16 = (bytes: number[]) => [bytes.length >> 8, bytes.length & 255];
const length32 = (bytes: number[]) => [0, 0, ...length16(bytes)];
const oldPacket = (body: number[]) => Uint8Array.from([0x88, body.length, ...body]);

interface Version4 {
  type?: number;
  publicKey?: number;
  hashed?: number[];
  unhashed?: number[];
  integers?: number[];
}

function version4({
  type = 0,
  publicKey = RSA,
  hashed = creationTime,
  unhashed = issuer,
  integers = INTEGER,
}: Version4 = {}): number[] {
  const areas = [...length16(hashed), ...hashed, ...length16(unhashed), ...unhashed];
  return [4, type, publicKey, SHA256, ...areas, 0xab, 0xcd, ...integers];
}

const version3 = (hashedLength = 5, integers = INTEGER) => [
  ...[3, hashedLength, 0, ...CREATED, ...KEY_ID, RSA, SHA256, 0xab, 0xcd],
  ...integers,
];

test('version 3', () => {
  const signature = describeSignature(oldPacket(version3()));
  expect(signature).toEqual({
    version: 3,
    publicKeyAlgorithm: 'RSA',
    hashAlgorithm: 'SHA256',
    keyId: 'deadbeef1964c5fc',
    issuerFingerprint: undefined,
    created: 0x60000000,
    inRpm418: true,
  });
  expect(signatureText(signature)).toBe('V3 RSA/SHA256 Signature, key ID 1964c5fc');
});

test('version 4', () => {
  const hashed = [...fingerprint4, ...creationTime];
  const signature = describeSignature(oldPacket(version4({ hashed })));
  expect(signature).toMatchObject({
    version: 4,
    keyId: 'deadbeef1964c5fc',
    issuerFingerprint: `${'aa'.repeat(12)}deadbeef1964c5fc`,
    created: 0x60000000,
    inRpm418: true,
  });
  expect(signatureText(signature)).toBe('V4 RSA/SHA256 Signature, key ID 1964c5fc');
});

test('version 4 without an issuer key ID has zeros, as rpm 4.18 reads no fingerprint', () => {
  const signature = describeSignature(oldPacket(version4({ unhashed: fingerprint4 })));
  expect(signatureText(signature)).toBe('V4 RSA/SHA256 Signature, key ID 00000000');
  expect(signature.issuerFingerprint).toMatch(/deadbeef1964c5fc$/);
});

test('a certification of another kind has no issuer for rpm', () => {
  expect(describeSignature(oldPacket(version4({ type: 0x13 }))).keyId).toBe('deadbeef1964c5fc');
  expect(describeSignature(oldPacket(version4({ type: 0x10 }))).keyId).toBe('0000000000000000');
});

test('the first issuer of the right length counts, hashed before unhashed', () => {
  const other = [9, 16, 1, 2, 3, 4, 5, 6, 7, 8];
  const short = [3, 16, 1, 2];
  const hashed = [...creationTime, ...short, ...other];
  expect(describeSignature(oldPacket(version4({ hashed }))).keyId).toBe('0102030405060708');
});

test('version 6 up to the salt', () => {
  const fingerprint = [34, 33, 6, ...KEY_ID, ...Array(24).fill(0xaa)];
  const hashed = [...creationTime, ...fingerprint];
  const body = [6, 0, 27, 14, ...length32(hashed), ...hashed, 0, 0, 0, 0, 1, 2, 2, 9, 9, 7, 7, 7];
  expect(describeSignature(oldPacket(body))).toEqual({
    version: 6,
    publicKeyAlgorithm: 'Ed25519',
    hashAlgorithm: 'SHA3-512',
    keyId: 'deadbeef1964c5fc',
    issuerFingerprint: `deadbeef1964c5fc${'aa'.repeat(24)}`,
    created: 0x60000000,
    inRpm418: false,
  });
});

test('an algorithm that rpm 4.18 has not', () => {
  const signature = describeSignature(
    oldPacket(version4({ publicKey: ECDSA, integers: [1, 2, 3] })),
  );
  expect(signature).toMatchObject({ publicKeyAlgorithm: 'ECDSA', inRpm418: false });
});

describe('framing', () => {
  const body = version4();
  const long = version4({ unhashed: [...issuer, 192, 60, 100, ...Array(251).fill(0)] });
  test.each([
    ['old, one byte', [0x88, body.length, ...body]],
    ['old, two bytes', [0x89, ...length16(body), ...body]],
    ['old, four bytes', [0x8a, ...length32(body), ...body]],
    ['new, one byte', [0xc2, body.length, ...body]],
    [
      'new, two bytes',
      [0xc2, 192 + ((long.length - 192) >> 8), (long.length - 192) & 255, ...long],
    ],
    ['new, five bytes', [0xc2, 255, ...length32(body), ...body]],
  ])('%s', (_, packet) => {
    expect(describeSignature(Uint8Array.from(packet)).keyId).toBe('deadbeef1964c5fc');
  });

  test.each([
    ['indefinite', [0x8b, ...body]],
    ['partial', [0xc2, 0xe1, ...body]],
    ['another packet', [0x98, body.length, ...body]],
    ['no packet at all', [0x08, body.length, ...body]],
    ['something after it', [0x88, body.length, ...body, 0]],
    ['too long', [0x8a, 0, 1, 0, 0, ...Array(65536).fill(0)]],
  ])('refuses: %s', (_, packet) => {
    expect(problemOf(Uint8Array.from(packet))).toMatchObject({ code: 'BAD_VALUE' });
  });
});

describe('what rpm 4.18 calls an invalid OpenPGP signature', () => {
  test.each([
    ['no creation time', { hashed: [] }],
    ['a creation time that is not hashed', { hashed: [], unhashed: creationTime }],
    ['two creation times', { hashed: [...creationTime, ...creationTime] }],
    ['two sets of key flags', { hashed: [...creationTime, 2, 27, 1, 2, 27, 1] }],
    ['an unknown critical subpacket', { hashed: [...creationTime, 2, 0x80 | 33, 4] }],
    ['a critical creation time that is not hashed', { unhashed: [5, 0x82, ...CREATED] }],
    ['a subpacket without a type', { hashed: [...creationTime, 0] }],
    ['a subpacket longer than its area', { hashed: [...creationTime, 9, 16] }],
    ['an integer too few', { publicKey: EDDSA }],
    ['an integer too many', { integers: [...INTEGER, ...INTEGER] }],
    ['a cut integer', { integers: [0, 17, 1, 255] }],
  ])('%s', (_, parts) => {
    const problem = problemOf(oldPacket(version4(parts)));
    expect(problem).toMatchObject({
      section: 'signature-header',
      rpmSays: 'invalid OpenPGP signature',
    });
    expect(['BAD_VALUE', 'TRUNCATED']).toContain(problem?.code);
  });

  test('version 3 with another hashed length', () => {
    expect(problemOf(oldPacket(version3(6)))).toMatchObject({ code: 'BAD_VALUE' });
  });

  test('another version', () => {
    expect(problemOf(oldPacket([5, 0, 0]))).toMatchObject({ code: 'UNSUPPORTED' });
  });
});

test('critical subpackets that rpm reads are no obstacle', () => {
  const hashed = [5, 0x82, ...CREATED, 9, 0x90, ...KEY_ID, 2, 0x9b, 3];
  expect(describeSignature(oldPacket(version4({ hashed }))).keyId).toBe('deadbeef1964c5fc');
});

test('errors give the offset in the file', () => {
  const packet = oldPacket(version4()).subarray(0, 5);
  expect(problemOf(packet, 1000)).toMatchObject({ code: 'TRUNCATED', offset: 1002 });
});

test.each([
  ['version 3', version3()],
  ['version 4', version4()],
])('%s cut short at every byte', (_, body) => {
  const packet = oldPacket(body);
  for (let length = 0; length < packet.length; length++) {
    expect(problemOf(packet.subarray(0, length))?.code, `${length} bytes`).toBe('TRUNCATED');
  }
});

test('mutated bytes give a description or a FormatError', () => {
  const packet = oldPacket(version4({ hashed: [...creationTime, ...fingerprint4] }));
  const change = fc.tuple(fc.nat(packet.length - 1), fc.nat(255));
  fc.assert(
    fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
      const mutated = Uint8Array.from(packet);
      for (const [at, value] of changes) mutated[at] = value;
      const problem = problemOf(mutated);
      if (problem) expect(problem.offset).toBeLessThanOrEqual(packet.length);
      else expect(describeSignature(mutated).keyId).toMatch(/^[0-9a-f]{16}$/);
    }),
    { numRuns: 1000 },
  );
});

function problemOf(packet: Uint8Array, offset?: number) {
  try {
    describeSignature(packet, offset);
    return undefined;
  } catch (error) {
    if (error instanceof FormatError) return error.problem;
    throw error;
  }
}

/** The texts rpm printed for real packages, beside the packages. */
interface Checksig {
  id: string;
  text: string;
}

const SHARED = resolve(import.meta.dirname, '../../../shared');
const SETS = [
  [`${SHARED}/corpus/checksig.jsonl`, `${SHARED}/corpus/packages`],
  [`${SHARED}/truth/checksig.jsonl`, `${SHARED}/truth`],
] as const;
const isThere = SETS.every(([texts]) => existsSync(texts));
if (!isThere) console.warn('skipping the real signatures: ../shared is not here');

test.skipIf(!isThere)('names the signatures of real packages as rpm does', () => {
  let compared = 0;
  for (const [texts, packages] of SETS) {
    for (const line of readFileSync(texts, 'utf8').trim().split('\n')) {
      const { id, text } = JSON.parse(line) as Checksig;
      const theirs = (text ?? '').split('\n').filter((item) => /signature/i.test(item));
      if (theirs.length === 0) continue;
      const ours = signaturePackets(readFileSync(`${packages}/${id}`)).map(messageOf);
      expect(ours.sort(), id).toEqual(theirs.map(withoutResult).sort());
      compared += ours.length;
    }
  }
  expect(compared).toBeGreaterThan(250);
});

function messageOf({ tag, packet }: { tag: number; packet: Uint8Array }): string {
  const range = tag === 267 || tag === 268 ? 'Header ' : '';
  const isValid = problemOf(packet) === undefined && describeSignature(packet).inRpm418;
  if (!isValid) return `tag ${tag}: invalid OpenPGP signature`;
  return `${range}${signatureText(describeSignature(packet))}`;
}

function withoutResult(line: string): string {
  const invalid = /tag \d+: invalid OpenPGP signature/.exec(line);
  return invalid ? invalid[0] : line.trim().replace(/: \w+$/, '');
}

/** The binary entries PGP, GPG, DSA and RSA of the signature header behind the lead. */
function signaturePackets(file: Buffer): { tag: number; packet: Uint8Array }[] {
  const index = 96 + 16;
  const entries = file.readUInt32BE(96 + 8);
  const store = index + 16 * entries;
  const packets: { tag: number; packet: Uint8Array }[] = [];
  for (let at = index; at < store; at += 16) {
    const tag = file.readUInt32BE(at);
    if (![267, 268, 1002, 1005].includes(tag)) continue;
    const start = store + file.readUInt32BE(at + 8);
    packets.push({ tag, packet: file.subarray(start, start + file.readUInt32BE(at + 12)) });
  }
  return packets;
}
