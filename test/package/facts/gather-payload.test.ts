import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { takeApart } from '../../../corpus/mutate/package-parts.ts';
import { resealPayload } from '../../../corpus/mutate/reseal.ts';
import { packageBytes } from '../../../corpus/package-bytes.ts';
import { toHex } from '../../../native-free-parsers/bytes/hex.ts';
import { SIGTAG, TAG } from '../../../native-free-parsers/header/tags.ts';
import { getBytes, getString } from '../../../native-free-parsers/header/values.ts';
import { readSignedData } from '../../../native-free-parsers/openpgp-signed-data.ts';
import { bytesSource } from '../../support/bytes-source.ts';
import { failingSource } from '../../support/failing-reads.ts';
import { describeBytes } from '../crafted.ts';
import { payloadFacts, payloadFactsOf } from './facts-of.ts';

const digest = (algorithm: string, ...parts: Uint8Array[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash(algorithm)).digest('hex');

test.each(['none', 'gzip', 'xz', 'lzma', 'bzip2', 'zstd'])(
  'a payload in %s',
  async (compressor) => {
    const bytes = await packageBytes(compressor === 'gzip' ? 'plain' : `plain-${compressor}`);
    const facts = await payloadFactsOf(bytesSource(bytes));
    const { payload } = takeApart(bytes);
    expect(facts).toMatchObject({
      offset: bytes.length - payload.length,
      length: payload.length,
      sniffed: compressor,
      streamsEnd: compressor === 'none' ? undefined : bytes.length,
      decoding: { kind: 'decoded', ended: compressor === 'none' ? 'input-end' : 'stream-end' },
      archive: { complete: true, memberCount: 6, problem: undefined, refusal: undefined },
    });
    expect(facts.streams).toHaveLength(compressor === 'none' ? 0 : 1);
  },
);

test('the digests are those of the header', async () => {
  const bytes = await packageBytes('plain');
  const { digests, decoding, archive } = await payloadFactsOf(bytesSource(bytes));
  const { signature, main } = describeBytes(bytes).head;
  expect(digests).toEqual({
    file: digest('sha256', bytes),
    stored: new Map([['SHA256', getString(main, TAG.PAYLOADDIGEST)]]),
    archive: new Map([['SHA256', getString(main, TAG.PAYLOADDIGESTALT)]]),
    headerAndPayloadMd5: toHex(getBytes(signature, SIGTAG.MD5)!),
    signatures: new Map(),
    others: new Map(),
  });
  expect(decoding).toMatchObject({ bytes: archive!.size });
});

test('what signatures of the payload are made over begins as they say', async () => {
  const bytes = await packageBytes('signed-by-known-key');
  const { digests } = await payloadFactsOf(bytesSource(bytes));
  const gpg = getBytes(describeBytes(bytes).head.signature, SIGTAG.GPG)!;
  const start = toHex(readSignedData(gpg).hashStart);
  expect([...digests.signatures]).toEqual([
    [`${SIGTAG.GPG}.0`, expect.stringMatching(new RegExp(`^${start}[0-9a-f]{60}$`))],
  ]);
});

test('without payload digests in the header there are none here', async () => {
  const { digests } = await payloadFacts('format-v3');
  expect(digests.stored).toEqual(new Map());
  expect(digests.archive).toEqual(new Map());
});

test('a second gzip member belongs to the archive, a second xz stream does not', async () => {
  const gzip = await payloadFacts('gzip-two-members');
  expect(gzip).toMatchObject({ archive: { complete: true }, streams: { length: 2 } });
  const xz = await payloadFacts('xz-two-streams');
  expect(xz).toMatchObject({
    decoding: { kind: 'decoded', ended: 'stream-end' },
    archive: { complete: false, refusal: { code: 'TRUNCATED' } },
    streams: { length: 2 },
    streamsEnd: xz.streams[1]!.offset,
  });
});

test('data that does not decode: what came before, and why no more', async () => {
  const { decoding, archive, digests } = await payloadFacts('payload-bit-flipped');
  expect(decoding).toMatchObject({ kind: 'corrupt', problem: { section: 'payload' } });
  expect(archive!.refusal).toEqual('problem' in decoding && decoding.problem);
  expect(archive!.problem).toBeUndefined();
  expect(digests.archive).toEqual(new Map());
});

test('the codec is the one of the tag, as with rpm', async () => {
  const facts = await payloadFacts('compressor-wrong');
  expect(facts).toMatchObject({ sniffed: 'gzip', decoding: { kind: 'corrupt', bytes: 0 } });
});

test.each(['no-files'])('%s: rpm does not look at the payload', async (name) => {
  const { decoding, archive, digests } = await payloadFacts(name);
  expect(decoding).toEqual({ kind: 'not-read' });
  expect(archive).toBeUndefined();
  expect(digests.stored.size).toBe(1);
});

test('bytes behind the payload are digested too', async () => {
  const bytes = await packageBytes('trailing-garbage');
  const { digests, streamsEnd } = await payloadFactsOf(bytesSource(bytes));
  expect(digests.file).toBe(digest('sha256', bytes));
  expect(streamsEnd).toBe(bytes.length - 32);
});

test('a bomb is left alone when it is larger than the headers account for', async () => {
  const parts = takeApart(await packageBytes('plain'));
  const { status, stdout } = spawnSync('sh', ['-c', 'head -c 300M /dev/zero | gzip -1'], {
    maxBuffer: 2 ** 26,
  });
  expect(status).toBe(0);
  const bomb = Buffer.concat([parts.payload, stdout]);
  const { decoding, archive, digests } = await payloadFactsOf(
    bytesSource(resealPayload(parts, bomb, new Uint8Array())),
  );
  if (decoding.kind !== 'too-much') throw new Error(decoding.kind);
  expect(decoding.limit).toBe(archive!.size + 64 * 1024 * 1024);
  expect(decoding.bytes).toBeGreaterThan(decoding.limit);
  expect(decoding.bytes).toBeLessThan(decoding.limit + 2 * 1024 * 1024);
  expect(archive).toMatchObject({ complete: true, refusal: undefined, tail: { zero: true } });
  expect(digests.archive).toEqual(new Map());
  expect(digests.stored.get('SHA256')).toBe(digest('sha256', bomb));
});

test('a read that fails is thrown as it is, whichever it is', async () => {
  const source = bytesSource(await packageBytes('trailing-garbage'));
  const fault = new Error('EIO');
  let n = 1;
  for (; ; n++) {
    const facts = await payloadFactsOf(failingSource(source, n, fault)).catch((error) => error);
    if (facts !== fault) break;
  }
  expect(n).toBeGreaterThan(5);
});
