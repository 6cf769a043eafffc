/** The shortcut of the prediction against the model that it stands for. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MANIFEST } from '../../corpus/manifest.ts';
import { packageBytes } from '../../corpus/package-bytes.ts';
import type { FileEntry, FileType } from '../../native-free-parsers/files.ts';
import { hardLinkSets } from '../../native-free-parsers/hard-links.ts';
import { gatherFacts } from '../../src/check/gather-facts.ts';
import { predictByModel, predictReference } from '../../src/check/predict-reference.ts';
import { isPlain } from '../../src/check/reference-plain.ts';
import { openFileSource } from '../../src/io/file-source.ts';
import type { PackageFacts } from '../../src/package/facts/facts.ts';
import type { RpmPackage } from '../../src/package/rpm-package.ts';
import { bytesSource } from '../support/bytes-source.ts';
import { missingLabels, readLabels } from '../support/labels.ts';

const entries = MANIFEST.filter(({ kind }) => kind !== 'spec');

describe('the same with and without it', () => {
  test.each(entries)('$name', async ({ name }) => {
    const facts = await gatherFacts(bytesSource(await packageBytes(name)), { payload: false });
    if (facts.pkg === undefined) return;
    expect(predictReference(facts)).toEqual(predictByModel(facts, facts.pkg));
  });

  test.skipIf(missingLabels() !== undefined).each(['truth', 'corpus'] as const)(
    'labelled packages: %s',
    async (collection) => {
      let plain = 0;
      const differing: string[] = [];
      const labels = readLabels(collection);
      for (const { path } of labels) {
        const facts = await headFacts(path);
        if (facts.pkg === undefined) continue;
        const prediction = predictReference(facts);
        if (isPlain(facts, facts.pkg)) plain++;
        if (!isSame(prediction, predictByModel(facts, facts.pkg))) differing.push(path);
      }
      expect(differing).toEqual([]);
      expect(plain).toBeGreaterThan(labels.length / 10);
      expect(plain).toBeLessThan(labels.length);
    },
  );
});

const TYPES: readonly FileType[] = [
  ...(['regular', 'regular', 'regular', 'directory', 'symlink'] as const),
  ...(['fifo', 'character-device', 'socket', 'unknown'] as const),
];
const PATHS = ['/a', '/a/b', '/a/./b', '/a//b', '/b', '/c', '/c/', '/d', '/e', 'f'];

/** Sane nine times out of ten, so that many a list has just one oddity, and many have none. */
const mostly = <T>(sane: T, ...others: readonly T[]) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(sane) }, fc.constantFrom(sane, ...others));

const someFiles = fc
  .array(
    fc.record({
      path: fc.constantFrom(...PATHS),
      type: fc.oneof(fc.constant<FileType>('regular'), fc.constantFrom(...TYPES)),
      mode: mostly(0o644, 0o755),
      size: mostly(5, 0, 7),
      ghost: mostly(false, true),
      digest: fc.oneof(
        fc.constantFrom('11', '22', '33'),
        mostly<string | undefined>('11', undefined),
      ),
      device: mostly(1, 2),
      inode: fc.oneof(fc.nat(1000), fc.constantFrom(0, 1, 2)),
      rdev: mostly(0, 0x0103, 0x0801),
      capabilities: mostly('', 'cap_net_raw=ep', 'none'),
    }),
    { maxLength: 7 },
  )
  .chain((files) => fc.boolean().map((sorted) => (sorted ? inOrder(files) : files)));

test('no list of files that it takes for plain is anything else to the model', async () => {
  const facts = await gatherFacts(bytesSource(await packageBytes('plain')), { payload: false });
  let plain = 0;
  fc.assert(
    fc.property(someFiles, (listed) => {
      const changed = withFiles(facts, listed);
      if (isPlain(changed, changed.pkg)) plain++;
      expect(predictReference(changed)).toEqual(predictByModel(changed, changed.pkg));
    }),
    { numRuns: 3000 },
  );
  expect(plain).toBeGreaterThan(300);
});

function inOrder<T extends { readonly path: string }>(files: readonly T[]): T[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function withFiles(facts: PackageFacts, listed: readonly Partial<FileEntry>[]) {
  const pkg = facts.pkg!;
  const files = listed.map((file, index) => ({
    ...pkg.fileList.files[0]!,
    ...file,
    index,
    linkTo: file.type === 'symlink' ? 'hello' : '',
  }));
  const linkable = files.filter(({ type, ghost }) => type === 'regular' && !ghost);
  const fileList = { ...pkg.fileList, files, hardLinkSets: hardLinkSets(linkable) };
  const changed: RpmPackage = { ...pkg, fileList };
  return { ...facts, pkg: changed };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

async function headFacts(path: string): Promise<PackageFacts> {
  const source = openFileSource(path);
  try {
    return await gatherFacts(source, { payload: false });
  } finally {
    source.close();
  }
}
