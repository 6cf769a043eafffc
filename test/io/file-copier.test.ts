import { closeSync, fstatSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  type CopyCounts,
  FileCopier,
  noCopies,
  type ReflinkMode,
} from '../../src/io/file-copier.ts';
import { openFileSource } from '../../src/io/file-source.ts';
import { type LoopVolume, loopVolume } from '../support/loop-volume.ts';
import { patternBytes, sameBytes } from './scratch.ts';

const BLOCK = 4096;
const CONTENT = patternBytes(64 * BLOCK + 100);

/** Copies a range of a file to another on the volume; what arrived, and the counts. */
function copied(
  volume: LoopVolume,
  offset: number,
  size: number,
  mode: ReflinkMode,
): { arrived: Uint8Array; counts: CopyCounts } {
  const path = join(volume.path, 'source');
  writeFileSync(path, CONTENT);
  const source = openFileSource(path);
  onTestFinished(() => source.close());
  const counts = noCopies();
  const target = join(volume.path, 'target');
  const fd = openSync(target, 'w+');
  onTestFinished(() => closeSync(fd));
  const copier = new FileCopier(source, 'source', mode, counts);
  copier.copy(offset, size, { fd, name: 'target', device: fstatSync(fd).dev });
  return { arrived: readFileSync(target), counts };
}

test.each(['btrfs', 'xfs'] as const)(
  '%s: a range off the blocks is copied by the kernel',
  (kind) => {
    const volume = loopVolume(kind);
    if (volume === undefined) return;
    const { arrived, counts } = copied(volume, 100, 10_000, 'auto');
    expect(sameBytes(arrived, CONTENT.subarray(100, 10_100))).toBe(true);
    expect(counts).toEqual({
      ...noCopies(),
      rangeCopied: { files: 1, bytes: 10_000 },
      notCloned: new Map([['EINVAL', 1]]),
    });
  },
);

test('XFS: whole blocks are cloned, the rest is written, and counted as such', () => {
  const volume = loopVolume('xfs');
  if (volume === undefined) return;
  const { arrived, counts } = copied(volume, BLOCK, 2 * BLOCK + 10, 'always');
  expect(sameBytes(arrived, CONTENT.subarray(BLOCK, 3 * BLOCK + 10))).toBe(true);
  expect(counts).toEqual({
    ...noCopies(),
    cloned: { files: 1, bytes: 2 * BLOCK },
    copied: { files: 0, bytes: 10 },
  });
});

test('btrfs: the last partial block is cloned, and its rest cut off', () => {
  const volume = loopVolume('btrfs');
  if (volume === undefined) return;
  const { arrived, counts } = copied(volume, BLOCK, 10, 'always');
  expect(sameBytes(arrived, CONTENT.subarray(BLOCK, BLOCK + 10))).toBe(true);
  expect(counts).toEqual({ ...noCopies(), cloned: { files: 1, bytes: 10 } });
});

test('a range off the blocks is an error where only clones are wanted', () => {
  const volume = loopVolume('xfs');
  if (volume === undefined) return;
  expect(() => copied(volume, 100, 10_000, 'always')).toThrow(/whole blocks.*\(EINVAL\)/);
});

test.each(['auto', 'never'] as const)('a source that ends too early is an error: %s', (mode) => {
  const volume = loopVolume('tmpfs');
  if (volume === undefined) return;
  expect(() => copied(volume, 64 * BLOCK, 2 * BLOCK, mode)).toThrow(/shorter \(ESTALE\)/);
});
