/** What the manifest of the corpus expects of rpmcow, package by package. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { MANIFEST } from '../../corpus/manifest.ts';
import { packageBytes } from '../../corpus/package-bytes.ts';
import { atomicFile } from '../../src/io/atomic-file.ts';
import { openPackageFile } from '../../src/io/package-input.ts';
import { transcode } from '../../src/transcode/transcode.ts';

const directory = mkdtempSync(join(tmpdir(), 'rpmcow-corpus-'));
afterAll(() => rmSync(directory, { recursive: true }));

const entries = MANIFEST.filter(({ kind }) => kind !== 'spec');

test.each(entries)('$name: $expectation', async ({ name, expectation }) => {
  const original = await packageBytes(name);
  const path = join(directory, `${name}.rpm`);
  const result = join(directory, `${name}.extents`);
  writeFileSync(path, original);
  const input = openPackageFile(path, ['SHA256']);
  const { outcome, because } = await transcode(input, atomicFile(result, { fsync: false }), {
    blockSize: 4096,
    nokey: 'record',
    nativeFree: false,
    refuseForeign: false,
  });
  input.close();
  const expected = /^transcodes|^adapted/.exec(expectation)?.[0];
  const outcomes = { transcodes: 'transcoded', adapted: 'adapted' } as const;
  expect({ outcome, because }).toMatchObject({
    outcome: expected === undefined ? 'pass-through' : outcomes[expected as keyof typeof outcomes],
  });
  const unchanged = Buffer.compare(readFileSync(result), original) === 0;
  expect(unchanged).toBe(expected === undefined);
  if (expected !== 'transcodes') expect(because.length).toBeGreaterThan(0);
});
