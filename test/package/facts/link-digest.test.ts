import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { writePackage } from '../../../corpus/writer/write-package.ts';
import { bytesSource } from '../../support/bytes-source.ts';
import { byPath, payloadFactsOf } from './facts-of.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The digest of the content of two links, of which the header says these sizes. */
async function linkDigest(content: string, first: number, last: number) {
  const link = { type: 'regular', content, inode: 5 } as const;
  const bytes = await writePackage({
    name: 'x',
    compressor: 'none',
    files: [
      { ...link, path: '/a', size: first },
      { ...link, path: '/b', size: last },
      { type: 'regular', path: '/c', content },
    ],
  });
  const members = byPath((await payloadFactsOf(bytesSource(bytes))).archive!);
  expect(members.get('/c')?.linkDigest).toBeUndefined();
  return members.get('/b')?.linkDigest;
}

test('the first link may have fewer bytes than the last', async () => {
  expect(await linkDigest('linked', 4, 6)).toBe(sha256('link'));
  expect(await linkDigest('x'.repeat(300_000), 200_000, 300_000)).toBe(sha256('x'.repeat(200_000)));
});

test('it may have none', async () => {
  expect(await linkDigest('linked', 0, 6)).toBe(sha256(''));
});

test('they count even where the content ends before its size', async () => {
  expect(await linkDigest('linked', 6, 5000)).toBe(sha256('linked'));
});

test('nothing is computed where the links are as large, or the first is larger', async () => {
  expect(await linkDigest('linked', 6, 6)).toBeUndefined();
  expect(await linkDigest('linked', 9, 6)).toBeUndefined();
});
