/** Both predictions for the packages of our own corpus. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, test } from 'vitest';
import { MANIFEST } from '../../corpus/manifest.ts';
import { packageBytes } from '../../corpus/package-bytes.ts';
import { hasTag } from '../../native-free-parsers/header/header.ts';
import { SIGTAG } from '../../native-free-parsers/header/tags.ts';
import { gatherFacts } from '../../src/check/gather-facts.ts';
import { predictReference, type ReferenceVerdict } from '../../src/check/predict-reference.ts';
import { predictRpmcow } from '../../src/check/predict-rpmcow.ts';
import type { PackageFacts } from '../../src/package/facts/facts.ts';
import { bytesSource } from '../support/bytes-source.ts';
import { outcomeOf } from './outcome-of.ts';
import { unfoundPredicted, unfoundTranscoded } from './unfound-reasons.ts';

const directory = mkdtempSync(join(tmpdir(), 'prediction-test-'));
afterAll(() => rmSync(directory, { recursive: true }));

const entries = MANIFEST.filter(({ kind }) => kind !== 'spec');

/** Adapted for OLDFILENAMES, in which the reference misses nothing: no rule has a word to say. */
const FULL_DESPITE_OLD_NAMES = 'old-directory-names';

/** Verdicts by whether stock rpm installs the package. */
const INSTALLS: readonly ReferenceVerdict[] = ['same', 'cow-fails', 'different-tree'];
const REFUSES: readonly ReferenceVerdict[] = ['both-reject', 'cow-accepts', 'not-a-package'];

describe('what stock rpm does and what the transcoder does is foreseen', () => {
  it.each(entries)('$name: $stock, $expectation', async ({ name, stock }) => {
    const bytes = await packageBytes(name);
    const facts = await factsOf(bytes, true);
    const { verdict, because: decisive } = predictReference(facts);
    if (!isSigned(facts)) expect(stock === 'installs' ? INSTALLS : REFUSES).toContain(verdict);

    const path = join(directory, `${name}.rpm`);
    writeFileSync(path, bytes);
    const { outcome, because } = await outcomeOf(path, join(directory, `${name}.extents`));
    const rpmcow = predictRpmcow(facts);
    expect(rpmcow).toMatchObject({ outcome });

    if (name === FULL_DESPITE_OLD_NAMES) return;
    expect(unfoundPredicted(facts, [...decisive, ...rpmcow.because])).toEqual([]);
    expect(unfoundTranscoded(facts, because)).toEqual([]);
  });
});

/** As rpm 4.18 and rpm 4.19.1.1 with the Copy-on-Write patches were seen to do, on btrfs. */
const SEEN: readonly (readonly [name: string, verdict: ReferenceVerdict, ...because: string[]])[] =
  [
    ['hard-links', 'same'],
    ['old-directory-names', 'same'],
    ['original-names', 'same'],
    ['links-last-first', 'cow-fails', 'cpio-link-order', 'cpio-link-interleaved'],
    ['links-interleaved', 'cow-fails', 'cpio-link-interleaved'],
    ['link-digest-differs', 'cow-fails', 'file-hardlink-digest'],
    ['link-size-zero', 'cow-fails', 'file-hardlink-size'],
    ['inode-on-other-device', 'different-tree', 'file-inode-collision'],
    ['md5-collision', 'different-tree', 'digest-collision'],
    ['old-file-names', 'cow-fails', 'file-oldfilenames'],
    ['main-region-missing', 'cow-fails', 'hdr-region-missing'],
    ['signature-trailer-early', 'cow-fails', 'sig-region-early-trailer'],
    ['directory-unterminated', 'cow-fails', 'file-dirname-slash'],
    ['source', 'cow-fails', 'source-package'],
    ['inodes-all-one', 'cow-accepts', 'cpio-magic'],
    ['member-twice', 'cow-accepts', 'cpio-duplicate-entry'],
    ['directory-missing', 'cow-accepts', 'cpio-missing-file'],
    ['trailer-removed', 'cow-accepts', 'cpio-trailer-missing'],
    ['md5-wrong', 'cow-accepts', 'pkg-md5-bad'],
    ['lead-major-9', 'cow-accepts', 'lead-version'],
    ['block-device', 'cow-accepts', 'file-device-node'],
    ['extents-magic-appended', 'cow-accepts', 'pkg-payload-digest-bad', 'pkg-md5-bad'],
    ['extents-sound', 'both-reject', 'cow-already-transcoded'],
    ['xz-two-streams', 'both-reject', 'payload-multi-stream'],
    ['compressor-unknown', 'both-reject', 'payload-compressor-unsupported'],
    ['file-digest-algorithm-absent', 'both-reject', 'digest-algo-missing'],
    ['web-page', 'not-a-package', 'lead-magic'],
  ];

/** As rpm 4.18 was seen to do and the sources of rpm 4.19 and the patches have it. */
const READ: typeof SEEN = [
  ['name-through-directory', 'both-reject', 'file-name-slash'],
  ['name-before-directory', 'cow-fails', 'file-name-slash'],
  ['name-behind-directory', 'cow-accepts', 'file-name-slash'],
  ['name-from-the-root', 'cow-fails', 'file-name-slash'],
  ['name-ends-in-slash', 'same'],
  ['base-name-string', 'both-reject', 'file-array-type'],
  ['capabilities-string', 'both-reject', 'file-array-type'],
  ['names-translated', 'both-reject', 'file-array-length'],
  ['file-digest-translated', 'same'],
  ['compressor-twice', 'both-reject', 'payload-compressor-mismatch'],
  ['source-without-spec', 'both-reject', 'source-spec-missing', 'source-package'],
];

test.each([...SEEN, ...READ])('the reference and %s: %s', async (name, verdict, ...because) => {
  const facts = await factsOf(await packageBytes(name), true);
  expect(predictReference(facts)).toEqual({ verdict, because, certain: true });
});

describe('headers alone', () => {
  const predicted = async (name: string) =>
    predictReference(await factsOf(await packageBytes(name), false));

  it('leave open what the payload is', async () => {
    expect(await predicted('plain')).toEqual({ verdict: 'same', because: [], certain: false });
    expect(await predicted('member-twice')).toMatchObject({ verdict: 'same', certain: false });
  });

  it('are enough where both sides refuse them', async () => {
    expect(await predicted('header-digest-wrong')).toEqual({
      verdict: 'both-reject',
      because: ['pkg-header-digest-bad'],
      certain: true,
    });
    expect(await predicted('main-dribble')).toMatchObject({
      verdict: 'both-reject',
      certain: true,
    });
  });
});

/** What rpm thinks of signatures is no part of the prediction. */
function isSigned({ signature }: PackageFacts): boolean {
  if (signature === undefined) return false;
  const { RSA, DSA, PGP, GPG } = SIGTAG;
  return [RSA, DSA, PGP, GPG].some((tag) => hasTag(signature, tag));
}

function factsOf(bytes: Uint8Array, payload: boolean): Promise<PackageFacts> {
  return gatherFacts(bytesSource(bytes), { payload });
}
