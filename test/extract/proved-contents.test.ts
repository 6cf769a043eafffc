/** What extract takes for proof of an extents file's contents: the same as of a plain package's. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toHex } from '../../native-free-parsers/bytes/hex.ts';
import { Refused } from '../../src/extract/refused.ts';
import { makeBreather } from '../../src/io/breathe.ts';
import { openFileSource } from '../../src/io/file-source.ts';
import { readerOf } from '../../src/io/package-input.ts';
import { readHead } from '../../src/package/read-head.ts';
import { describePackage } from '../../src/package/rpm-package.ts';
import { putTogether, type TableRecord, takeApart } from '../transcode/extents-surgery.ts';
import { emptyRoot, extentsOf, extracted, FILES, file, packageIn, scratch } from './extracting.ts';
import { snapshot } from './tree-snapshot.ts';

const MIB = 1024 * 1024;

test.each(['md5', 'sha1', 'sha512'] as const)('file digests in %s', async (fileDigestAlgorithm) => {
  const directory = scratch();
  const rpm = await packageIn(directory, FILES, { fileDigestAlgorithm });
  const cloned = emptyRoot(directory, 'cloned');
  const plain = emptyRoot(directory, 'plain');
  expect((await extracted(await extentsOf(rpm), cloned)).verified).toBe(true);
  expect((await extracted(rpm, plain)).verified).toBe(true);
  expect(snapshot(cloned)).toEqual(snapshot(plain));
});

/** Digests that a header may claim, and what becomes of the records of a true extents file. */
const LIES = [
  ['an empty file with the digest of another', '', 'ab'.repeat(32), () => []],
  [
    'a file without a digest, which rpm takes for zeros',
    'none',
    '',
    (zeros: TableRecord) => [zeros],
  ],
] as const;

test.each(LIES)('%s: refused as from the package', async (_what, content, digest, recordsFor) => {
  const directory = scratch();
  const root = emptyRoot(directory);
  const full = file('/opt/full', 'full');
  const path = await extentsOf(await packageIn(directory, [file('/opt/lie', content), full]));
  const lying = await packageIn(directory, [file('/opt/lie', content, { digest }), full]);
  await expect(extracted(lying, root)).rejects.toThrow('digest-mismatch');

  // The extents file of the lying package, as its author would have made it.
  const parts = takeApart(readFileSync(path));
  const head = readFileSync(lying).subarray(0, offsetOfPayload(lying));
  const isFull = ({ digest }: TableRecord) => toHex(digest) === sha256('full');
  const lied = parts.records.find((record) => !isFull(record));
  const records = [
    ...(lied === undefined ? [] : recordsFor({ ...lied, digest: new Uint8Array(32) })),
    ...parts.records.filter(isFull),
  ];
  parts.body.fill(0, 0, 4096);
  parts.body.set(head);
  writeFileSync(path, putTogether({ ...parts, records }));
  await expect(extracted(path, root)).rejects.toThrow('cow-content-mismatch');
  expect(readdirSync(root)).toEqual([]);
  expect(await extracted(path, root, { verify: false })).toMatchObject({ regularFiles: 2 });
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function offsetOfPayload(rpm: string): number {
  const source = openFileSource(rpm);
  try {
    return describePackage(readHead(readerOf(source)).head).payloadOffset;
  } finally {
    source.close();
  }
}

/** A package of more than a thread is worth; its extents file changed by `change`. */
async function large(change: (bytes: Buffer) => void) {
  const directory = scratch();
  const content = Buffer.alloc(20 * MIB, 'copy on write\n');
  const files = [
    file('/opt/a', content),
    ...Array.from({ length: 50 }, (_, i) => file(`/opt/b/${i}`, `${i} `.repeat(50_000))),
    file('/opt/c', Buffer.concat([content, Buffer.from('end')])),
  ];
  const path = await extentsOf(await packageIn(directory, files, { compressor: 'none' }));
  const bytes = readFileSync(path);
  change(bytes);
  writeFileSync(path, bytes);
  return { path, root: emptyRoot(directory) };
}

describe('a large one, which two threads prove', () => {
  test('right contents', async () => {
    const { path, root } = await large(() => {});
    expect(await extracted(path, root)).toMatchObject({ verified: true, regularFiles: 52 });
  });

  test('each wrong content is named, and nothing is there', async () => {
    const { path, root } = await large((bytes) => {
      bytes.write('END', bytes.lastIndexOf('end'));
      bytes.write('13 31 13', bytes.indexOf('13 13 13 13'));
    });
    const error = await extracted(path, root).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Refused);
    expect((error as Refused).because.map(({ rule, path }) => [rule, path])).toEqual([
      ['cow-content-mismatch', '/opt/b/13'],
      ['cow-content-mismatch', '/opt/c'],
    ]);
    expect(readdirSync(root)).toEqual([]);
  });

  test('a root that is not there: the thread has ended', async () => {
    const { path, root } = await large(() => {});
    await expect(extracted(path, join(root, 'nowhere'))).rejects.toThrow('no such file');
  });
});

test.each([true, false])('a file that is touched meanwhile, verifying %s', async (verify) => {
  const directory = scratch();
  const path = await extentsOf(await packageIn(directory, FILES));
  const root = emptyRoot(directory);
  const breathe = makeBreather();
  const touching = () => {
    utimesSync(path, 1e9, 1e9);
    return breathe();
  };
  await expect(extracted(path, root, { verify, breathe: touching })).rejects.toThrow(
    'it was changed meanwhile',
  );
  expect(readdirSync(root)).toEqual([]);
});
