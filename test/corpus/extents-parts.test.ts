import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { extentsFile, extentsParts } from '../../corpus/mutate/extents-parts.ts';
import { packageBytes } from '../../corpus/package-bytes.ts';
import { atomicFile } from '../../src/io/atomic-file.ts';
import { openPackageFile } from '../../src/io/package-input.ts';
import { openExtentsFile } from '../../src/transcode/extents-file.ts';
import { transcode } from '../../src/transcode/transcode.ts';
import { bytesSource } from '../support/bytes-source.ts';

const directory = mkdtempSync(join(tmpdir(), 'rpmcow-extents-'));
afterAll(() => rmSync(directory, { recursive: true }));

async function transcoded(name: string, original: Uint8Array): Promise<Uint8Array> {
  const path = join(directory, name);
  writeFileSync(path, original);
  const input = openPackageFile(path, ['SHA256']);
  await transcode(input, atomicFile(`${path}.extents`, { fsync: false }), {
    blockSize: 4096,
    nokey: 'record',
    nativeFree: false,
    refuseForeign: false,
  });
  input.close();
  return readFileSync(`${path}.extents`);
}

test.each(['plain', 'contents-that-begin-alike', 'for-ppc64le'])(
  '%s is laid out as the transcoder lays it out',
  async (name) => {
    const original = await packageBytes(name);
    const expected = await transcoded(name, original);
    const { checksig } = openExtentsFile(bytesSource(expected));
    const found = extentsFile({ ...extentsParts(original), verdict: checksig! });
    expect(Buffer.compare(found, expected)).toBe(0);
  },
);
