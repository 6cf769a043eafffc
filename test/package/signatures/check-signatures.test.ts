/** Verdicts on signatures, held against rpm 4.18 with the same keys. */
import { describe, expect, it, test } from 'vitest';
import { armored, certificate } from '../../../corpus/openpgp/certificate.ts';
import { EXPIRED, SIGNER, THROWAWAY_KEYS } from '../../../corpus/openpgp/throwaway-keys.ts';
import { packageBytes } from '../../../corpus/package-bytes.ts';
import { gatherFacts } from '../../../src/check/gather-facts.ts';
import { readKeys } from '../../../src/io/openpgp.ts';
import type { CheckedSignature } from '../../../src/package/signatures/check-signatures.ts';
import type { KeyRing } from '../../../src/package/signatures/key-ring.ts';
import { installImpossible, suiteUnless } from '../../corpus/real-rpm.ts';
import { bytesSource } from '../../support/bytes-source.ts';
import { rpmkeysLines } from './rpmkeys-referee.ts';

const KEYS: KeyRing = { ...(await readKeys(THROWAWAY_KEYS)), empty: [] };

async function signaturesOf(
  name: string,
  keys: KeyRing | undefined = KEYS,
  payload = true,
): Promise<readonly CheckedSignature[]> {
  const source = bytesSource(await packageBytes(name));
  return (await gatherFacts(source, { payload, keys })).signatures;
}

/** rpm asks neither when a key was valid nor whether a hash is weak. */
const RPM_WORD: Readonly<Record<CheckedSignature['verdict']['kind'], string>> = {
  good: 'OK',
  'key-unusable': 'OK',
  unverifiable: 'OK',
  bad: 'BAD',
  unreadable: 'BAD',
  'key-missing': 'NOKEY',
  unchecked: 'NOKEY',
};

const SIGNED = [
  'signed',
  'signed-by-known-key',
  'signed-by-expired-key',
  'signed-wrongly',
  'signed-other-header',
  'signed-other-payload',
  'signed-header-unbound',
  'signed-together-only',
  'signed-by-two-keys',
  'signed-in-version-3',
  'signed-with-short-key',
  'header-signature-garbage',
  'payload-signature-garbage',
];

suiteUnless(installImpossible, 'rpm, knowing the same keys, says the same', () => {
  const imported = [SIGNER, EXPIRED].map((key) => armored(certificate(key)));

  test.each(SIGNED)('%s', async (name) => {
    const lines = await rpmkeysLines(await packageBytes(name), imported);
    const expected = lines.filter((line) => /signature/i.test(line));
    const own = (await signaturesOf(name)).map(({ covers, verdict }) => ({
      header: covers === 'header',
      word: RPM_WORD[verdict.kind],
    }));
    // It also tells of signatures that it misses.
    const theirs = expected
      .filter((line) => !line.includes('NOTFOUND'))
      .map((line) => ({
        header: line.startsWith('    Header'),
        word: /: (\w+)( \(|$)/.exec(line)?.[1],
      }));
    expect(own).toEqual(theirs);
  });

  it('and refuses a signed header that nothing ties to its payload', async () => {
    const lines = await rpmkeysLines(await packageBytes('signed-header-unbound'), imported);
    expect(lines.filter((line) => line.includes('NOTFOUND'))).not.toEqual([]);
  });
});

describe('verdicts', () => {
  it('come with the key that they are of', async () => {
    for (const { verdict, key } of await signaturesOf('signed-by-known-key')) {
      expect(verdict).toEqual({ kind: 'good' });
      expect(key?.userId).toBe(SIGNER.userId);
    }
  });

  it('on several signatures in one tag are of each its own', async () => {
    const signatures = await signaturesOf('signed-as-rpm6');
    expect(signatures.map(({ index, verdict }) => [index, verdict.kind])).toEqual([
      [0, 'good'],
      [1, 'key-missing'],
    ]);
    const [first, second] = signatures;
    expect(second!.offset).toBe(first!.offset + first!.length + 1);
  });

  it('of what is signed with SHA-1 or by an expired key say so', async () => {
    const [sha1] = await signaturesOf('signed-with-sha1');
    expect(sha1?.verdict.kind).toBe('unverifiable');
    const [expired] = await signaturesOf('signed-by-expired-key');
    expect(expired?.verdict).toMatchObject({
      kind: 'key-unusable',
      because: expect.stringContaining('expired'),
    });
  });

  test.each([
    ['signed-by-known-key', ['unchecked', 'unchecked']],
    ['signed-wrongly', ['unchecked', 'unchecked']],
    ['signed-other-header', ['bad']],
    ['signed-other-payload', ['unchecked', 'bad']],
    ['header-signature-garbage', ['unreadable']],
    ['plain', []],
  ])('without keys say what the packet gives away: %s', async (name, kinds) => {
    const source = bytesSource(await packageBytes(name));
    const { signatures } = await gatherFacts(source, { payload: true });
    expect(signatures.map(({ verdict }) => verdict.kind)).toEqual(kinds);
  });

  it('need the payload where it is signed', async () => {
    const signatures = await signaturesOf('signed-wrongly', KEYS, false);
    expect(signatures.map(({ covers, verdict }) => [covers, verdict.kind])).toEqual([
      ['header', 'good'],
      ['header-and-payload', 'unchecked'],
    ]);
    expect(signatures[1]?.verdict).toMatchObject({ because: 'the payload was not read' });
  });
});
