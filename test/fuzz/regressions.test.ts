/**
 * Inputs that once showed a fault, by what was wrong. Policy: made small, and given to the target
 * that found them; a new one comes with its fix.
 */
import { afterAll, expect, test } from 'vitest';
import { unexpectedError } from './engine/fuzz-round.ts';
import { removeFuzzDirectory } from './input-file.ts';
import { rawEntryOf, rawPackage } from './mutate/raw-package.ts';
import { seedPackages } from './seed-packages.ts';
import { TARGETS } from './targets.ts';

afterAll(removeFuzzDirectory);

const CASES: readonly (readonly [fault: string, target: string, input: string])[] = [
  [
    'what was found in an xz integer depended on where the input was cut',
    'frames-xz',
    '/Td6WFoAAATm1rRGAKEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  ],
  [
    'the name of a repository came into a message as it was, control characters and all',
    'repo-file',
    'WwBdCgA9AAAAAAplbmFibGVkPQ==',
  ],
];

test.each(CASES)('%s', async (_fault, target, input) => {
  await expectNothingUnexpected(target, Buffer.from(input, 'base64'));
});

const DSA_HEADER = 267;
const ECDSA = 19;
/** In an old packet with a length of two bytes: public key algorithm, length of the hashed part. */
const AT = { algorithm: 5, hashedLength: 7 } as const;

test('a bad signature by an algorithm that rpm 4.18 does not know was foretold to be BAD', async () => {
  const changed = (await seedPackages()).flatMap((bytes) => {
    const header = rawPackage(bytes)?.signature;
    const entry = header && rawEntryOf(bytes, header, DSA_HEADER);
    const isVersion4 = entry && bytes[entry.dataAt] === 0x89 && bytes[entry.dataAt + 3] === 4;
    if (!isVersion4) return [];
    const input = Uint8Array.from(bytes);
    const packet = Buffer.from(input.buffer).subarray(entry.dataAt);
    packet[AT.algorithm] = ECDSA;
    const unhashedLength = AT.hashedLength + 2 + packet.readUInt16BE(AT.hashedLength);
    const hashStart = unhashedLength + 2 + packet.readUInt16BE(unhashedLength);
    packet[hashStart]! ^= 0xff;
    return [input];
  });
  expect(changed.length).toBeGreaterThan(0);
  for (const input of changed.slice(0, 3)) await expectNothingUnexpected('transcode', input);
});

async function expectNothingUnexpected(name: string, input: Uint8Array): Promise<void> {
  const target = TARGETS.find((each) => each.name === name)!;
  expect(await unexpectedError(target, Uint8Array.from(input))).toBeUndefined();
}
