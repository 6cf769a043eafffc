import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { cloneRange, copyRange } from '../../src/io/reflink.ts';
import { type FileSystemKind, loopVolume, sharing } from '../support/loop-volume.ts';
import { patternBytes } from './scratch.ts';

const BLOCK = 4096;
const CONTENT = patternBytes(4 * BLOCK);

interface Pair {
  readonly source: number;
  readonly target: number;
  readonly path: string;
}

/** A source of four blocks, and an empty target beside it. */
function pairOn(kind: FileSystemKind): Pair | undefined {
  const volume = loopVolume(kind);
  if (volume === undefined) return undefined;
  const from = join(volume.path, 'source');
  const path = join(volume.path, 'target');
  writeFileSync(from, CONTENT);
  const source = openSync(from, 'r');
  const target = openSync(path, 'w+');
  onTestFinished(() => [source, target].forEach(closeSync));
  volume.written();
  return { source, target, path };
}

test.each(['btrfs', 'xfs'] as const)('%s: a cloned range is shared, and only it', (kind) => {
  const pair = pairOn(kind);
  if (pair === undefined) return;
  const { source, target, path } = pair;
  expect(cloneRange(source, BLOCK, 2 * BLOCK, target, BLOCK)).toBeUndefined();
  const expected = Buffer.concat([Buffer.alloc(BLOCK), CONTENT.subarray(BLOCK, 3 * BLOCK)]);
  expect(readFileSync(path).equals(expected)).toBe(true);
  expect(sharing(path)).toEqual({ shared: 2 * BLOCK, own: 0 });
});

test('what cannot be cloned is answered by the name of the error', () => {
  const xfs = pairOn('xfs');
  const btrfs = pairOn('btrfs');
  const tmpfs = pairOn('tmpfs');
  if (xfs === undefined || btrfs === undefined || tmpfs === undefined) return;
  expect(cloneRange(xfs.source, 100, BLOCK, xfs.target, 0)).toBe('EINVAL');
  expect(cloneRange(xfs.source, 0, 100, xfs.target, 0)).toBe('EINVAL');
  expect(cloneRange(xfs.source, 0, 5 * BLOCK, xfs.target, 0)).toBe('EINVAL');
  expect(cloneRange(xfs.source, 0, BLOCK, btrfs.target, 0)).toBe('EXDEV');
  expect(cloneRange(tmpfs.source, 0, BLOCK, tmpfs.target, 0)).toBe('EOPNOTSUPP');
  expect(cloneRange(-1, 0, BLOCK, xfs.target, 0)).toBe('EBADF');
  for (const { path } of [xfs, btrfs, tmpfs]) expect(readFileSync(path).length).toBe(0);
});

test.each(['btrfs', 'xfs', 'ext4', 'tmpfs'] as const)('%s: a copied range', (kind) => {
  const pair = pairOn(kind);
  if (pair === undefined) return;
  const { source, target, path } = pair;
  expect(copyRange(source, 100, 5000, target, 0)).toEqual({ copied: 5000, errno: undefined });
  expect(readFileSync(path).equals(CONTENT.subarray(100, 5100))).toBe(true);
});

test('a copied range ends where its source does, and says what stopped it', () => {
  const pair = pairOn('tmpfs');
  if (pair === undefined) return;
  const { source, target } = pair;
  const past = copyRange(source, 3 * BLOCK, 2 * BLOCK, target, 0);
  expect(past).toEqual({ copied: BLOCK, errno: undefined });
  expect(copyRange(source, 0, BLOCK, source, 0)).toEqual({ copied: 0, errno: 'EBADF' });
});
