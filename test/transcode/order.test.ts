/**
 * The header first: no byte of a payload is decoded before the header's digests and signatures are
 * judged, and none of a package that is passed through for what they say.
 *
 * Policy: payloads that do not decode stand in for those that should not be; the transcoder itself
 * tells when it begins to decode.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  signedByExpiredKey,
  signedByKnownKey,
  signedOtherHeader,
} from '../../corpus/mutate/signing-mutators.ts';
import { packageBytes } from '../../corpus/package-bytes.ts';
import { atomicFile } from '../../src/io/atomic-file.ts';
import { openPackageFile } from '../../src/io/package-input.ts';
import type { NokeyPolicy } from '../../src/transcode/checksig.ts';
import { transcode } from '../../src/transcode/transcode.ts';

/** The payload's last bytes are others: it does not decode. */
function spoilt(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes);
  copy.fill(0xff, copy.length - 40);
  return copy;
}

async function transcoded(bytes: Uint8Array, nokey: NokeyPolicy) {
  const directory = mkdtempSync(join(tmpdir(), 'order-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const path = join(directory, 'in.rpm');
  const target = join(directory, 'out');
  writeFileSync(path, bytes);
  const input = openPackageFile(path, ['SHA256']);
  let decoded = false;
  try {
    const { outcome, because } = await transcode(input, atomicFile(target), {
      blockSize: 4096,
      nokey,
      nativeFree: false,
      refuseForeign: false,
      beforeDecoding: () => {
        decoded = true;
      },
    });
    const unchanged = Buffer.compare(readFileSync(target), bytes) === 0;
    return { outcome, rules: because.map(({ rule }) => rule), decoded, unchanged };
  } finally {
    input.close();
  }
}

const plain = () => packageBytes('plain');
const NOT_DECODED = { outcome: 'pass-through', decoded: false, unchanged: true };
const DECODED = { outcome: 'pass-through', decoded: true, unchanged: true };

describe('is passed through undecoded', () => {
  test.each<[string, () => Promise<Uint8Array>, readonly string[]]>([
    [
      'a wrong digest of the header',
      () => packageBytes('header-sha1-wrong'),
      ['pkg-header-digest-bad'],
    ],
    ['a signature of another header', async () => signedOtherHeader(await plain()), ['sig-bad']],
    [
      'a header signed by an unknown key',
      async () => signedByExpiredKey(await plain()),
      ['sig-unchecked'],
    ],
  ])('%s', async (_, make, rules) => {
    const bytes = spoilt(await make());
    expect(await transcoded(bytes, 'pass-through')).toEqual({ ...NOT_DECODED, rules });
  });

  test('a package whose payload is signed as well, and is not what was signed', async () => {
    const bytes = spoilt(signedByKnownKey(await plain()));
    const { rules, ...rest } = await transcoded(bytes, 'record');
    expect(rest).toEqual(NOT_DECODED);
    expect(rules).toContain('sig-bad');
    expect(rules).toContain('pkg-payload-digest-bad');
  });
});

describe('is decoded, and then passed through', () => {
  test.each<[string, () => Promise<Uint8Array>, NokeyPolicy]>([
    ['a package that nobody signed', plain, 'pass-through'],
    ['one by an unknown key, if asked', async () => signedByExpiredKey(await plain()), 'record'],
  ])('%s', async (_, make, nokey) => {
    const bytes = spoilt(await make());
    expect(await transcoded(bytes, nokey)).toMatchObject(DECODED);
  });
});
