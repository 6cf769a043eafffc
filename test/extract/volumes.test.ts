import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Extraction } from '../../src/extract/extract.ts';
import { type LoopVolume, loopVolume, sharing } from '../support/loop-volume.ts';
import { emptyRoot, extentsOf, extracted, FILES, file, packageIn } from './extracting.ts';
import { snapshot } from './tree-snapshot.ts';

const BLOCK = 4096;
const REGULAR = 0o100000;

/** An extents file on the volume, extracted on it. */
async function cloneOn(volume: LoopVolume): Promise<{ root: string; extraction: Extraction }> {
  const rpm = await packageIn(volume.path, FILES);
  const root = emptyRoot(volume.path);
  const extraction = await extracted(await extentsOf(rpm), root, { reflink: 'always' });
  const plain = emptyRoot(volume.path, 'plain');
  await extracted(rpm, plain);
  expect(snapshot(root)).toEqual(snapshot(plain));
  return { root, extraction };
}

function regularFiles(root: string): { path: string; size: number }[] {
  return Object.entries(snapshot(root))
    .filter(([, { mode }]) => (mode & 0o170000) === REGULAR)
    .map(([path]) => ({ path: join(root, path), size: statSync(join(root, path)).size }));
}

describe('a volume that shares blocks', () => {
  test('btrfs: every file shares every block', async () => {
    const volume = loopVolume('btrfs');
    if (volume === undefined) return;
    const { root, extraction } = await cloneOn(volume);
    volume.written();
    const files = regularFiles(root);
    expect(files.length).toBe(12);
    for (const { path, size } of files) {
      const shared = Math.ceil(size / BLOCK) * BLOCK;
      expect(sharing(path), path).toEqual({ shared, own: 0 });
    }
    expect(extraction.cloned.files).toBe(9);
    expect(extraction.copied).toEqual({ files: 0, bytes: 0 });
    expect(extraction.notCloned).toEqual({});
  });

  test('XFS: every file shares its whole blocks; the last partial one is its own', async () => {
    const volume = loopVolume('xfs');
    if (volume === undefined) return;
    const { root, extraction } = await cloneOn(volume);
    volume.written();
    for (const { path, size } of regularFiles(root)) {
      const shared = Math.floor(size / BLOCK) * BLOCK;
      expect(sharing(path), path).toEqual({ shared, own: size > shared ? BLOCK : 0 });
    }
    expect(extraction.cloned.files).toBe(5);
    expect(extraction.notCloned).toEqual({ 'smaller than a block': 4 });
  });

  test.each(['btrfs', 'xfs'] as const)('%s: cloning writes next to nothing', async (kind) => {
    const volume = loopVolume(kind);
    if (volume === undefined) return;
    const content = Buffer.alloc(32 * 1024 * 1024, 'copy on write\n');
    const files = Array.from({ length: 2 }, (_, i) =>
      file(`/big-${i}`, Buffer.concat([content, Buffer.from(`${i}`)])),
    );
    const extents = await extentsOf(await packageIn(volume.path, files, { compressor: 'none' }));
    const written = async (reflink: 'always' | 'never') => {
      const root = emptyRoot(volume.path, reflink);
      const before = volume.written();
      await extracted(extents, root, { reflink });
      return volume.written() - before;
    };
    const copied = await written('never');
    expect(copied).toBeGreaterThan(64 * 1024 * 1024);
    expect(await written('always')).toBeLessThan(0.05 * copied);
  });

  test('never: nothing is shared', async () => {
    const volume = loopVolume('btrfs');
    if (volume === undefined) return;
    const extents = await extentsOf(await packageIn(volume.path, FILES));
    const root = emptyRoot(volume.path);
    const { cloned, copied, notCloned } = await extracted(extents, root, { reflink: 'never' });
    expect(sharing(join(root, 'opt/sample/100000')).shared).toBe(0);
    expect(cloned.files).toBe(0);
    expect(copied.files).toBe(9);
    expect(notCloned).toEqual({ 'not wanted': 9 });
  });
});

describe.each(['tmpfs', 'ext4'] as const)('%s, which cannot share blocks', (kind) => {
  test('auto copies and says why; always fails clearly', async () => {
    const volume = loopVolume(kind);
    if (volume === undefined) return;
    const rpm = await packageIn(volume.path, FILES);
    const extents = await extentsOf(rpm);
    const root = emptyRoot(volume.path);
    const { cloned, rangeCopied, copied, notCloned } = await extracted(extents, root);
    expect(cloned.files).toBe(0);
    expect(rangeCopied.files + copied.files).toBe(9);
    expect(notCloned).toEqual({ EOPNOTSUPP: 5, 'smaller than a block': 4 });
    const other = emptyRoot(volume.path, 'other');
    const always = extracted(extents, other, { reflink: 'always' });
    await expect(always).rejects.toThrow(/cannot share blocks.*EOPNOTSUPP/);
    expect(readdirSync(other)).toEqual([]);
  });
});

test('another file system than that of the extents file', async () => {
  const volume = loopVolume('btrfs');
  const tmpfs = loopVolume('tmpfs');
  if (volume === undefined || tmpfs === undefined) return;
  const extents = await extentsOf(await packageIn(tmpfs.path, FILES));
  const { notCloned } = await extracted(extents, emptyRoot(volume.path));
  expect(notCloned).toEqual({ EXDEV: 9 });
  const other = emptyRoot(volume.path, 'other');
  const always = extracted(extents, other, { reflink: 'always' });
  await expect(always).rejects.toThrow(/different file systems/);
});

test('a plain package cannot be cloned', async () => {
  const volume = loopVolume('tmpfs');
  if (volume === undefined) return;
  const rpm = await packageIn(volume.path, FILES);
  const always = extracted(rpm, emptyRoot(volume.path), { reflink: 'always' });
  await expect(always).rejects.toThrow(/plain package/);
});
