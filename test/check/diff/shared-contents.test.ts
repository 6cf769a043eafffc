/** What diff calls shared, against what transcode --reuse really clones. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { missingTool } from '../../../corpus/build/build-package.ts';
import { seededContent } from '../../../corpus/content.ts';
import type { FileDescription, PackageDescription } from '../../../corpus/writer/description.ts';
import { comparePackages } from '../../../src/check/diff/compare-packages.ts';
import { atomicFile } from '../../../src/io/atomic-file.ts';
import { openPackageFile } from '../../../src/io/package-input.ts';
import { transcode } from '../../../src/transcode/transcode.ts';
import { scratchDirectory } from '../../io/scratch.ts';
import { loopVolume, sharing } from '../../support/loop-volume.ts';
import { buildPair, CHANGED, FILES } from './built-pair.ts';
import { diffOf, sideAt } from './sides.ts';

const BLOCK = 4096;

/** Transcodes as the verb does, cloning what the directory `reuse` has. */
async function transcodeTo(output: string, path: string, reuse: string, blockSize = BLOCK) {
  const input = openPackageFile(path, ['SHA256']);
  try {
    const options = { blockSize, nokey: 'record', nativeFree: false, refuseForeign: true } as const;
    return (await transcode(input, atomicFile(output), { ...options, reuse })).reused;
  } finally {
    input.close();
  }
}

const missing = missingTool();
if (missing !== undefined) console.warn(`skipped: nothing can be built here: ${missing}`);

describe.skipIf(missing !== undefined).each(['btrfs', 'xfs'] as const)('on %s', (kind) => {
  it('a built pair shares what diff says, in contents and bytes, either way', async ({ skip }) => {
    const volume = loopVolume(kind);
    if (volume === undefined) return skip();
    const pair = buildPair(scratchDirectory());
    const sides = await Promise.all(pair.map((path) => sideAt(path)));
    for (const [from, to] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const cache = join(volume.path, `from-${from}`);
      mkdirSync(cache);
      await transcodeTo(join(cache, 'old'), pair[from], cache);
      const reused = await transcodeTo(join(cache, 'new'), pair[to], cache);
      const { contents, bytes, nothingBecause } = comparePackages(sides[from]!, sides[to]!)
        .contents!;
      expect({ contents, bytes, nothingBecause }).toEqual({ ...reused, nothingBecause: null });
      // The moved file besides the unchanged ones; the links and duplicates of these count once.
      expect(contents).toBe(FILES - CHANGED + 1);
      const { shared } = sharing(join(cache, 'new'));
      expect(shared).toBeGreaterThanOrEqual(bytes);
      expect(shared).toBeLessThan(bytes + contents * BLOCK);
    }
  });

  it('extents files as sides say the same as the packages they were made of', async ({ skip }) => {
    const volume = loopVolume(kind);
    if (volume === undefined) return skip();
    const pair = buildPair(scratchDirectory());
    const extents = [join(volume.path, 'old'), join(volume.path, 'new')] as const;
    await transcodeTo(extents[0], pair[0], volume.path);
    await transcodeTo(extents[1], pair[1], volume.path);
    const expected = comparePackages(await sideAt(pair[0]), await sideAt(pair[1]));
    for (const [old, current] of [[extents[0], pair[1]], [pair[0], extents[1]], extents] as const) {
      const diff = comparePackages(await sideAt(old), await sideAt(current));
      const { old: _, new: __, findings, ...rest } = diff;
      const { old: ___, new: ____, findings: _____, ...expectedRest } = expected;
      expect(rest).toEqual(expectedRest);
      expect(findings.new).toEqual([]);
    }
  });
});

describe('contents', () => {
  const files: readonly FileDescription[] = [1, 2, 3].map((i) => ({
    type: 'regular',
    path: `/opt/f${i}`,
    content: seededContent(`${i}`, 'text', 1000 * i),
  }));
  const sharedOf = async (old: Partial<PackageDescription>, current: Partial<PackageDescription>) =>
    (await diffOf(old, current)).contents!;

  it('are shared under any path, each once, and the empty ones not at all', async () => {
    const again = files.map((file) => ({ ...file, path: `${file.path}-again` }));
    const empty: FileDescription = { type: 'regular', path: '/opt/empty', content: '' };
    expect(
      await sharedOf(
        { files: [...files.slice(0, 2), empty] },
        { files: [...again, ...files, empty] },
      ),
    ).toEqual({
      contents: 2,
      bytes: 3000,
      stored: { contents: 3, bytes: 6000 },
      nothingBecause: null,
    });
  });

  it('of hard links are one, which the last of them carries', async () => {
    const linked = files.slice(0, 2).map((file, i) => ({
      ...file,
      inode: 77,
      content: 'the same',
      path: `/opt/link${i}`,
    })) as FileDescription[];
    const alone: FileDescription = { type: 'regular', path: '/opt/alone', content: 'the same' };
    for (const [old, current] of [
      [linked, [alone]],
      [[alone], linked],
    ] as const) {
      expect(await sharedOf({ files: old }, { files: current })).toMatchObject({
        contents: 1,
        bytes: 8,
        stored: { contents: 1 },
      });
    }
  });

  test.each<[string, Partial<PackageDescription>, Partial<PackageDescription>]>([
    ['old-not-transcoded', { files, kind: 'source' }, { files }],
    [
      'new-not-transcoded',
      { files },
      { files: [{ type: 'regular', path: '/a', content: 'b', digest: 'ff' }] },
    ],
    ['different-digests', { files, fileDigestAlgorithm: 'sha512' }, { files }],
    ['weak-digests', { files, fileDigestAlgorithm: 'md5' }, { files, fileDigestAlgorithm: 'md5' }],
  ])('are not shared at all: %s', async (nothingBecause, old, current) => {
    expect(await sharedOf(old, current)).toMatchObject({ contents: 0, bytes: 0, nothingBecause });
  });

  it('of a package whose payload turns out to be damaged are not shared', async () => {
    const lie: FileDescription = { ...files[0]!, digest: 'ab'.repeat(32) };
    expect(await sharedOf({ files }, { files: [lie] })).toMatchObject({
      nothingBecause: 'new-not-transcoded',
    });
  });
});
