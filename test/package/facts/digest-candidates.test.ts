import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  type PackageParts,
  putTogether,
  takeApart,
  withEntry,
} from '../../../corpus/mutate/package-parts.ts';
import { reseal } from '../../../corpus/mutate/reseal.ts';
import { packageBytes } from '../../../corpus/package-bytes.ts';
import { encodeHeader } from '../../../corpus/writer/header-blob.ts';
import { binary, stringArray } from '../../../corpus/writer/header-entry.ts';
import { SIGNATURE_TAG, TAG } from '../../../corpus/writer/tags.ts';
import { bytesSource } from '../../support/bytes-source.ts';
import { payloadFactsOf } from './facts-of.ts';

const digest = (algorithm: string, ...parts: Uint8Array[]) =>
  createHash(algorithm).update(Buffer.concat(parts)).digest('hex');

const plain = takeApart(await packageBytes('plain'));

/** Names of the candidates that are the wrong digest. */
async function explanations(bytes: Uint8Array, wrong: string): Promise<string[]> {
  const { digests } = await payloadFactsOf(bytesSource(bytes));
  return [...digests.others].filter(([, found]) => found === wrong).map(([name]) => name);
}

function withPayloadDigest(parts: PackageParts, wrong: string): Uint8Array {
  const main = withEntry(parts.main, TAG.PAYLOADDIGEST, ({ tag }) => stringArray(tag, [wrong]));
  return reseal({ ...parts, main });
}

function withMd5(parts: PackageParts, wrong: string): Uint8Array {
  const signature = withEntry(parts.signature, SIGNATURE_TAG.MD5, ({ tag }) =>
    binary(tag, Buffer.from(wrong, 'hex')),
  );
  return putTogether({ ...parts, signature });
}

describe('a wrong payload digest', () => {
  it('of the uncompressed archive', async () => {
    const wrong = digest('sha256', gunzipSync(plain.payload));
    expect(await explanations(withPayloadDigest(plain, wrong), wrong)).toEqual([
      'SHA256 of the uncompressed archive',
    ]);
  });

  it.each(['plain', 'plain-none'])('of %s without what follows it', async (name) => {
    const parts = takeApart(await packageBytes(name));
    const payload = Buffer.concat([parts.payload, Buffer.from('garbage!')]);
    const wrong = digest('sha256', parts.payload);
    expect(await explanations(withPayloadDigest({ ...parts, payload }, wrong), wrong)).toEqual([
      'SHA256 of the payload without what follows it',
    ]);
  });

  it('of bytes that nobody knows', async () => {
    const wrong = digest('sha256', Buffer.from('?'));
    const bytes = withPayloadDigest(plain, wrong);
    expect(await explanations(bytes, wrong)).toEqual([]);
    const { digests } = await payloadFactsOf(bytesSource(bytes));
    expect(digests.others.get('SHA256 of the whole file')).toBe(digests.file);
  });
});

describe('a wrong MD5', () => {
  const main = encodeHeader(plain.main);

  it.each([
    ['the payload alone', digest('md5', plain.payload)],
    ['the main header alone', digest('md5', main)],
  ])('of %s', async (what, wrong) => {
    expect(await explanations(withMd5(plain, wrong), wrong)).toEqual([`MD5 of ${what}`]);
  });

  it('of the padding too', async () => {
    const padding = (8 - (encodeHeader(plain.signature).length % 8)) % 8;
    expect(padding).toBeGreaterThan(0);
    const wrong = digest('md5', new Uint8Array(padding), main, plain.payload);
    expect(await explanations(withMd5(plain, wrong), wrong)).toEqual([
      'MD5 of the padding, the main header and the payload',
    ]);
  });
});
