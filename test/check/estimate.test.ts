/** The forecast against what the transcoder really writes. */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, test } from 'vitest';
import { MANIFEST } from '../../corpus/manifest.ts';
import { packageBytes } from '../../corpus/package-bytes.ts';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { estimate } from '../../src/check/estimate.ts';
import { atomicFile } from '../../src/io/atomic-file.ts';
import { openPackageFile, readerOf } from '../../src/io/package-input.ts';
import { readHead } from '../../src/package/read-head.ts';
import { describePackage } from '../../src/package/rpm-package.ts';
import { transcode } from '../../src/transcode/transcode.ts';
import { bytesSource } from '../support/bytes-source.ts';

const directory = mkdtempSync(join(tmpdir(), 'rpmcow-estimate-'));
afterAll(() => rmSync(directory, { recursive: true }));

function estimateOf(bytes: Uint8Array) {
  const { head } = readHead(readerOf(bytesSource(bytes)));
  return estimate(describePackage(head), bytes.length);
}

async function transcoded(bytes: Uint8Array, blockSize: number) {
  const path = join(directory, 'package.rpm');
  const result = join(directory, 'package.extents');
  writeFileSync(path, bytes);
  const input = openPackageFile(path, ['SHA256']);
  const { extents } = await transcode(input, atomicFile(result, { fsync: false }), {
    blockSize,
    nokey: 'record',
    nativeFree: false,
    refuseForeign: true,
  });
  input.close();
  return { extents, size: statSync(result).size };
}

const transcodable = MANIFEST.filter(
  ({ kind, expectation }) => kind === 'written' && /^transcodes|^adapted/.test(expectation),
);

test.each(transcodable)('of $name is that of the transcoder', async ({ name }) => {
  const bytes = await packageBytes(name);
  const forecast = estimateOf(bytes)!;
  for (const { blockSize, extentsSize, growth } of forecast.perBlockSize) {
    const { extents, size } = await transcoded(bytes, blockSize);
    // The transcoder counts the place of an empty content, where it has one of its own.
    expect([extents - 1, extents]).toContain(forecast.extents);
    // The text of the stored verification may cross into the next block.
    expect([-blockSize, 0, blockSize]).toContain(extentsSize - size);
    expect(growth).toBeCloseTo(extentsSize / bytes.length, 3);
  }
});

describe('the forecast', () => {
  it('stores duplicates once, and counts what aligns', async () => {
    const content = 'x'.repeat(5000);
    const files = ['a', 'b', 'c'].map((name) => {
      return { type: 'regular', path: `/opt/${name}`, content } as const;
    });
    const bytes = await writePackage({ name: 'thrice', files });
    const forecast = estimateOf(bytes)!;
    expect(forecast).toMatchObject({ blockSize: 4096, extents: 1, duplicates: 10_000 });
    expect(forecast.perBlockSize.map(({ blockSize }) => blockSize)).toEqual([4096, 16384, 65536]);
    const { head } = readHead(readerOf(bytesSource(bytes)));
    for (const { blockSize, padding } of forecast.perBlockSize) {
      const before = (blockSize - (head.bytes.length % blockSize)) % blockSize;
      expect(padding).toBeGreaterThanOrEqual(before);
      expect(padding).toBeLessThan(before + blockSize);
    }
  });

  it('is nothing where the original comes out', async () => {
    const source = await writePackage({
      name: 'source',
      kind: 'source',
      files: [{ type: 'regular', path: 'source.spec', content: 'Name: source\n' }],
    });
    expect(estimateOf(source)).toBeUndefined();
  });
});
