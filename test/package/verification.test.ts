/** The verification of a package without a key: word for word what rpm 4.18 says. */
import { expect, test } from 'vitest';
import { LEAD_AND_SIGNATURE_CASES } from '../../corpus/cases/lead-and-signature.ts';
import { VERIFICATION_CASES } from '../../corpus/cases/verification.ts';
import { packageBytes } from '../../corpus/package-bytes.ts';
import { leadRefusal } from '../../native-free-parsers/lead.ts';
import { readerOf } from '../../src/io/package-input.ts';
import { gatherHead } from '../../src/package/facts/gather-head.ts';
import { verifyDigests } from '../../src/transcode/own-verification.ts';
import { installImpossible, suiteUnless } from '../corpus/real-rpm.ts';
import { bytesSource } from '../support/bytes-source.ts';
import { rpmkeysLines } from './signatures/rpmkeys-referee.ts';

const FORMATS = [
  'plain',
  'plain-none',
  'format-v3',
  'format-v6',
  'source',
  'only-md5',
  'md5-wrong',
];
const OTHERS = ['payload-uncovered', 'payload-digest-wrong', 'trailing-garbage', 'lead-major-9'];
const CASES = [...LEAD_AND_SIGNATURE_CASES, ...VERIFICATION_CASES].map(({ name }) => name);

/** Elliptic curves, which newer rpm can read and 4.18 calls bad, are left to whoever can. */
const ECDSA = /ECDSA|DSA signature: BAD \(package tag 267/;

suiteUnless(installImpossible, 'as rpmkeys -Kv has it', () => {
  test.each([...FORMATS, ...OTHERS, ...CASES])('%s', async (name) => {
    const bytes = await packageBytes(name);
    const expected = await rpmkeysLines(bytes);
    const found = await ownLines(bytes);
    if (name === 'signed-with-ecdsa') {
      expect(
        [found, expected].map((lines) => lines.filter((line) => ECDSA.test(line)).length),
      ).toEqual([1, 1]);
    }
    const comparable = (lines: readonly string[]) =>
      name === 'signed-with-ecdsa' ? lines.filter((line) => !ECDSA.test(line)) : lines;
    expect(comparable(found)).toEqual(comparable(expected));
  });
});

/** None where rpm cannot read lead or headers. */
async function ownLines(bytes: Uint8Array): Promise<string[]> {
  const source = bytesSource(bytes);
  const { head } = gatherHead(readerOf(source));
  if (head === undefined || leadRefusal(head.lead) !== undefined) return [];
  const { text, rc } = await verifyDigests(head, readerOf(source));
  const lines = text.split('\n').slice(0, -1);
  expect(rc).toBe(lines.every((line) => line.endsWith(': OK')) ? 0 : 2);
  return lines;
}
