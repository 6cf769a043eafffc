/** Where the evidence of payload rules points to: the bytes that are wrong, and to no others. */
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { takeApart } from '../../../corpus/mutate/package-parts.ts';
import { resealPayload } from '../../../corpus/mutate/reseal.ts';
import { packageBytes } from '../../../corpus/package-bytes.ts';
import { filter } from '../../../corpus/writer/compress.ts';
import { gatherFacts } from '../../../src/check/gather-facts.ts';
import { PAYLOAD_RULES } from '../../../src/rules/payload/payload-rules.ts';
import { type Finding, runRules } from '../../../src/rules/run-rules.ts';
import { bytesSource } from '../../support/bytes-source.ts';

async function findingsIn(bytes: Uint8Array, id?: string): Promise<Finding[]> {
  const facts = await gatherFacts(bytesSource(bytes), { payload: true });
  const rules = PAYLOAD_RULES.filter((rule) => id === undefined || rule.id === id);
  return [...runRules(facts, rules).findings];
}

async function findingOf(name: string, id: string): Promise<Finding> {
  const [finding] = await findingsIn(await packageBytes(name), id);
  return finding!;
}

const text = (bytes: Uint8Array, { offset, length }: { offset: number; length?: number }) =>
  Buffer.from(bytes.subarray(offset, offset + (length ?? 6))).toString('latin1');

describe('in the decompressed archive', () => {
  it.each([
    ['archive-size-lies', 'cpio-size-mismatch', '000000ff'],
    ['crc-wrong', 'cpio-checksum', '0000beef'],
    ['odc-magic', 'cpio-magic', '070707'],
    ['garbage-between', 'cpio-magic', '????07'],
    ['bad-hex', 'cpio-field', 'zzzzzz'],
    ['extra-member', 'cpio-not-in-header', '070701'],
    ['stripped-archive', 'cpio-stripped', '07070X00000000'],
    ['trailer-twice', 'payload-trailing', undefined],
  ])('%s: %s', async (name, id, expected) => {
    const { where } = await findingOf(name, id);
    expect(where.section).toBe('cpio');
    const archive = gunzipSync(takeApart(await packageBytes(name)).payload);
    if (expected !== undefined) expect(text(archive, where)).toBe(expected);
    else expect(where.offset + where.length!).toBe(archive.length);
  });
});

describe('in the file', () => {
  it.each([
    ['xz-two-streams', 'payload-multi-stream', '\xfd7zXZ\0'],
    ['bzip2-two-streams', 'payload-multi-stream', 'BZh91A'],
    ['gzip-two-members', 'payload-multi-member', '\x1f\x8b'],
  ])('%s: %s', async (name, id, magic) => {
    const bytes = await packageBytes(name);
    const { where } = await findingOf(name, id);
    expect(text(bytes, where).startsWith(magic)).toBe(true);
    expect(where.offset + where.length!).toBe(bytes.length);
  });

  it('trailing garbage is where the compressed payload ends', async () => {
    const bytes = await packageBytes('trailing-garbage-sealed');
    const { where } = await findingOf('trailing-garbage-sealed', 'payload-trailing');
    expect(where).toEqual({ section: 'payload', offset: bytes.length - 32, length: 32 });
  });
});

test('a stream behind a whole archive is only something that follows it', async () => {
  const parts = takeApart(await packageBytes('plain-xz'));
  const second = filter(['xz', '-c'], Buffer.from('more'));
  const archive = filter(['xz', '-dc'], parts.payload);
  const bytes = resealPayload(parts, Buffer.concat([parts.payload, second]), archive);
  expect((await findingsIn(bytes)).map(({ rule }) => rule)).toEqual(['payload-trailing']);
});

test.each([
  ['compressor-wrong', ['payload-compressor-mismatch']],
  ['compressor-unknown', ['payload-compressor-unsupported']],
  ['xz-two-streams', ['payload-multi-stream']],
  ['payload-cut-sealed', ['payload-truncated']],
  ['payload-corrupt-sealed', ['payload-corrupt']],
  ['xz-dictionary-128m', ['payload-xz-memory']],
])('%s: what follows from it is not told as well', async (name, expected) => {
  expect((await findingsIn(await packageBytes(name))).map(({ rule }) => rule)).toEqual(expected);
});

test('every missing file is named', async () => {
  const found = await findingsIn(await packageBytes('only-trailer'), 'cpio-missing-file');
  expect(found.map(({ where }) => where.path)).toEqual([
    '/opt/corpus',
    '/opt/corpus/a',
    '/opt/corpus/b',
    '/opt/corpus/b-again',
    '/opt/corpus/empty',
    '/opt/corpus/link',
  ]);
});
