import { expect, test } from 'vitest';
import { specNames } from '../../corpus/build/build-package.ts';
import { MANIFEST } from '../../corpus/manifest.ts';
import type { ManifestEntry } from '../../corpus/manifest-entry.ts';
import * as archive from '../../corpus/mutate/archive-mutators.ts';
import * as compression from '../../corpus/mutate/compression-mutators.ts';
import * as extents from '../../corpus/mutate/extents-mutators.ts';
import * as lead from '../../corpus/mutate/lead-mutators.ts';
import * as main from '../../corpus/mutate/main-header-mutators.ts';
import * as structure from '../../corpus/mutate/main-structure-mutators.ts';
import * as payload from '../../corpus/mutate/payload-mutators.ts';
import * as signature from '../../corpus/mutate/signature-mutators.ts';
import * as region from '../../corpus/mutate/signature-region-mutators.ts';
import * as signatureStructure from '../../corpus/mutate/signature-structure-mutators.ts';
import { packageBytes } from '../../corpus/package-bytes.ts';
import { WRITTEN_PACKAGES } from '../../corpus/written-packages.ts';

const namesOf = (kind: ManifestEntry['kind']): string[] =>
  MANIFEST.filter((entry) => entry.kind === kind)
    .map(({ name }) => name)
    .sort();

const mutants = MANIFEST.filter((entry) => entry.kind === 'mutant');

test('every name is there once', () => {
  const names = MANIFEST.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});

test('names the specs that exist', () => {
  expect(namesOf('spec')).toEqual(specNames());
});

test('names the descriptions that exist', () => {
  expect(namesOf('written')).toEqual(expect.arrayContaining([...WRITTEN_PACKAGES.keys()]));
});

test('uses every mutator', () => {
  const used = new Set(mutants.map(({ mutate }) => mutate.name));
  const existing = [
    archive,
    compression,
    extents,
    lead,
    main,
    payload,
    signature,
    structure,
    signatureStructure,
    region,
  ].flatMap((module) => Object.keys(module));
  expect([...used]).toEqual(expect.arrayContaining(existing));
});

test('mutants differ from their base and from each other', async () => {
  const all = new Map<string, string>();
  for (const { name, base } of mutants) {
    const bytes = Buffer.from(await packageBytes(name));
    expect(bytes.equals(await packageBytes(base)), name).toBe(false);
    const fingerprint = bytes.toString('latin1');
    expect(all.get(fingerprint), name).toBeUndefined();
    all.set(fingerprint, name);
  }
});

test('mutators leave the bytes they are given alone', async () => {
  for (const { base, mutate } of mutants) {
    const original = await packageBytes(base);
    const before = Uint8Array.from(original);
    mutate(original);
    expect(Buffer.from(original).equals(before), mutate.name).toBe(true);
  }
});

test('a spec has no bytes before it is built', async () => {
  await expect(packageBytes('built-no-files')).rejects.toThrow(RangeError);
});
