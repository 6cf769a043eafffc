/**
 * What the reference made of regions, held against the model of it.
 * Policy: the labelled packages are the truth; where they are not here, the hand-made ones remain.
 */
import { describe, expect, test } from 'vitest';
import { binEntry, int32Entry, stringEntry } from '../../native-free-parsers/header/encode.ts';
import { type Header, parseHeader } from '../../native-free-parsers/header/header.ts';
import { SIGTAG, TAG } from '../../native-free-parsers/header/tags.ts';
import { openFileSource } from '../../src/io/file-source.ts';
import { readerOf } from '../../src/io/package-input.ts';
import { gatherHead } from '../../src/package/facts/gather-head.ts';
import { rewrittenTrailer, trailerPlace } from '../../src/package/rewritten-region.ts';
import { signatureHeader } from '../native-free-parsers/header/crafted-package.ts';
import { missingLabels, readLabels } from '../support/labels.ts';

/** The message that was reported for azure-cli, and the size of its archive that it shows. */
const AZURE_CLI = {
  rpmSays: 'signature region trailer: BAD, tag 2896420 type -738197504 offset 0 count 0',
  archiveSize: 741_483_732,
};

const parsed = (bytes: Uint8Array) => parseHeader(bytes, 'signature', 96);

function rewritten(header: Header) {
  return rewrittenTrailer(header, header.region!);
}

test('a header as azure-cli must have had it is broken as azure-cli was', () => {
  const signature = new Uint8Array(287);
  const entries = [
    binEntry(SIGTAG.RSA, signature),
    stringEntry(SIGTAG.SHA1, '0'.repeat(40)),
    stringEntry(SIGTAG.SHA256, '0'.repeat(64)),
    int32Entry(SIGTAG.SIZE, [1]),
    binEntry(SIGTAG.PGP, signature),
    binEntry(SIGTAG.MD5, new Uint8Array(16)),
    int32Entry(SIGTAG.PAYLOADSIZE, [AZURE_CLI.archiveSize]),
    binEntry(SIGTAG.RESERVEDSPACE, new Uint8Array(4128)),
  ];
  const right = parsed(signatureHeader({ entries }));
  expect(trailerPlace(right)).toBe('right');
  const count = { offset: -16 * (entries.length - 1) };
  const stale = parsed(
    signatureHeader({ entries, region: { tag: TAG.HEADERSIGNATURES, wrongTrailer: count } }),
  );
  expect(trailerPlace(stale)).toBe('late');
  expect(rewritten(stale).rpmSays).toBe(AZURE_CLI.rpmSays);
});

test('a right trailer is found again', () => {
  const header = parsed(signatureHeader());
  const { offset, bytes, rpmSays } = rewritten(header);
  expect({ offset, rpmSays }).toEqual({ offset: header.region!.trailerOffset, rpmSays: undefined });
  expect(bytes).toEqual(header.store.subarray(-16));
});

test('a trailer in front of all data counts nothing', () => {
  const first = parsed(
    signatureHeader({
      entries: [],
      dribbles: [int32Entry(SIGTAG.SIZE, [1])],
      region: { tag: TAG.HEADERSIGNATURES, wrongTrailer: { offset: -32 } },
    }),
  );
  expect(first.region).toMatchObject({ trailerOffset: 0, entryCount: 2 });
  expect(trailerPlace(first)).toBe('right');
});

describe('the labelled packages', () => {
  const reason = missingLabels();

  test('break where the trailer is early, with the words of the model', ({ skip }) => {
    if (reason !== undefined) skip(reason);
    const regions = readLabels('truth').flatMap((label) => {
      const header = signatureOf(label.path);
      return header === undefined ? [] : [{ label, header }];
    });
    const early = regions.filter(({ header }) => trailerPlace(header) === 'early');
    const said = early.map(({ header }) => rewritten(header).rpmSays);
    expect(early.map(({ label }) => label.verdict)).toEqual(early.map(() => 'COW_FAILS'));
    expect(early.map(({ label }) => label.cowError.split(' | ')[0])).toEqual(
      said.map((words) => `error: PKG: ${words}`),
    );
    expect(early.length).toBeGreaterThanOrEqual(3);
  });

  test('and the reference rewrote the head of those with a late one', ({ skip }) => {
    if (reason !== undefined) skip(reason);
    const late = readLabels('truth').filter(({ path, verdict }) => {
      const header = signatureOf(path);
      return verdict === 'SAME' && header !== undefined && trailerPlace(header) === 'late';
    });
    expect(late.map(({ headVerbatim }) => headVerbatim)).toEqual(late.map(() => false));
    expect(late.length).toBeGreaterThanOrEqual(4);
  });
});

/** The signature header, if it is readable and has a region. */
function signatureOf(path: string): Header | undefined {
  const source = openFileSource(path);
  try {
    const { signature } = gatherHead(readerOf(source));
    return signature?.region === undefined ? undefined : signature;
  } finally {
    source.close();
  }
}
