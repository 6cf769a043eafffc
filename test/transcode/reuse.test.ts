/** --reuse: what is written, and that no neighbour can change the result. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { seededContent } from '../../corpus/content.ts';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { atomicFile } from '../../src/io/atomic-file.ts';
import { openFileSource } from '../../src/io/file-source.ts';
import { openPackageFile } from '../../src/io/package-input.ts';
import { openExtentsFile } from '../../src/transcode/extents-file.ts';
import { transcode } from '../../src/transcode/transcode.ts';
import { type LoopVolume, loopVolume, sharing } from '../support/loop-volume.ts';

const FILES = 200;
const INDEX = '.rpmcow-contents.sqlite';
const versions: Uint8Array[] = [];

beforeAll(async () => {
  for (const version of [1, 2]) {
    const files = Array.from({ length: FILES }, (_, i) => ({
      type: 'regular' as const,
      path: `/opt/reuse/f${String(i).padStart(3, '0')}`,
      content: seededContent(
        `${i}${i % 10 === 0 ? version : ''}`,
        'mixed',
        100 + ((i * 9770) % 300_000),
      ),
    }));
    const description = {
      name: 'reuse',
      version: `${version}`,
      files,
      compressor: 'zstd',
    } as const;
    versions.push(await writePackage(description));
  }
});

interface Cache {
  readonly volume: LoopVolume;
  /** Where the extents files are. */
  readonly path: string;
  readonly packages: readonly string[];
  /** Transcodes package `version` (1 or 2) to `name`. */
  run(version: 1 | 2, name: string, reuse: boolean): Promise<{ contents: number; bytes: number }>;
}

function cacheOn(kind: 'btrfs' | 'xfs' | 'tmpfs'): Cache | undefined {
  const volume = loopVolume(kind);
  if (volume === undefined) return undefined;
  const path = volume.path;
  const packages = versions.map((bytes, i) => {
    const name = `${path}/../v${i + 1}.rpm`;
    writeFileSync(name, bytes);
    return name;
  });
  return {
    volume,
    path,
    packages,
    async run(version, name, reuse) {
      const input = openPackageFile(packages[version - 1]!, ['SHA256']);
      try {
        const { outcome, reused } = await transcode(input, atomicFile(join(path, name)), {
          blockSize: 4096,
          nokey: 'record',
          nativeFree: false,
          refuseForeign: true,
          ...(reuse ? { reuse: path } : {}),
        });
        expect(outcome).toBe('transcoded');
        return reused;
      } finally {
        input.close();
      }
    },
  };
}

describe.each(['btrfs', 'xfs'] as const)('on %s', (kind) => {
  test('writes a fifth at most where 90 % of the files are the same', async ({ skip }) => {
    const cache = cacheOn(kind);
    if (cache === undefined) return skip();
    await cache.run(1, 'one', false);
    const start = cache.volume.written();
    await cache.run(2, 'plain', false);
    const plain = cache.volume.written() - start;
    await cache.run(2, 'reused', true);
    const reused = cache.volume.written() - start - plain;
    expect(reused / plain).toBeLessThan(0.2);
    const { shared, own } = sharing(join(cache.path, 'reused'));
    expect(shared / (shared + own)).toBeGreaterThan(0.8);
  });

  test('gives the same bytes, and knows its neighbours the next time', async ({ skip }) => {
    const cache = cacheOn(kind);
    if (cache === undefined) return skip();
    await cache.run(1, 'one', true);
    const first = await cache.run(2, 'two', true);
    expect(first.contents).toBe(0.9 * FILES);
    const again = await cache.run(2, 'again', true);
    expect(again.contents).toBe(FILES);
    rmSync(join(cache.path, INDEX));
    const withoutIndex = await cache.run(2, 'without index', true);
    expect(withoutIndex.contents).toBe(FILES);
    await cache.run(2, 'plain', false);
    const plain = readFileSync(join(cache.path, 'plain'));
    for (const name of ['two', 'again', 'without index']) {
      expect(Buffer.compare(readFileSync(join(cache.path, name)), plain), name).toBe(0);
    }
  });
});

describe('a neighbour that lies', () => {
  const lies: readonly (readonly [string, (bytes: Buffer, extents: number[]) => void])[] = [
    [
      'in every content',
      (bytes, extents) => {
        for (const at of extents) bytes.writeUInt8(bytes[at]! ^ 1, at);
      },
    ],
    [
      'in its padding',
      (bytes, extents) => {
        for (const at of extents.slice(1)) bytes.writeUInt8(1, at - 1);
      },
    ],
    ['in its offsets', (bytes) => swapOffsets(bytes)],
    ['in its footer', (bytes) => bytes.writeBigUInt64LE(1n, bytes.length - 24)],
    ['in its header', (bytes) => bytes.fill(0, 5000, 5100)],
  ];

  test.each(lies)('%s changes nothing', async (_, lie) => {
    const cache = cacheOn('btrfs');
    if (cache === undefined) return;
    await cache.run(2, 'plain', false);
    const plain = readFileSync(join(cache.path, 'plain'));
    rmSync(join(cache.path, 'plain'));

    await cache.run(1, 'neighbour', true);
    // The index knows the sound neighbour; the liar takes its place, and is known in its turn.
    const liar = readFileSync(join(cache.path, 'neighbour'));
    lie(liar, extentsOf(join(cache.path, 'neighbour')));
    writeFileSync(join(cache.path, 'neighbour'), liar);
    for (const name of ['once', 'twice']) {
      await cache.run(2, name, true);
      expect(Buffer.compare(readFileSync(join(cache.path, name)), plain), name).toBe(0);
      rmSync(join(cache.path, name));
    }
  });
});

describe('the index', () => {
  test.each([
    ['rubbish', (path: string) => writeFileSync(path, 'no database at all, but long enough')],
    ['cut short', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 5000))],
    ['damaged inside', (path: string) => damageInside(path)],
    ['of a later version', (path: string) => patch(path, 60, 99)],
  ])('%s is made anew', async (_, damage) => {
    const cache = cacheOn('btrfs');
    if (cache === undefined) return;
    await cache.run(1, 'one', true);
    damage(join(cache.path, INDEX));
    expect((await cache.run(2, 'two', true)).contents).toBe(0.9 * FILES);
    expect(statSync(join(cache.path, INDEX)).size).toBeGreaterThan(5000);
  });

  test('serves several processes at once', async ({ skip }) => {
    const cache = cacheOn('btrfs');
    if (cache === undefined) return skip();
    await cache.run(1, 'one', true);
    rmSync(join(cache.path, INDEX));
    const program = resolve(import.meta.dirname, '../../dist/rpmcow.js');
    const children = [1, 2, 3, 4].map((i) =>
      spawn(
        process.execPath,
        [
          program,
          'transcode',
          '-q',
          cache.packages[1]!,
          '-o',
          join(cache.path, `p${i}`),
          '--reuse',
          cache.path,
        ],
        { stdio: 'inherit' },
      ),
    );
    const exits = await Promise.all(children.map((child) => once(child, 'exit')));
    expect(exits).toEqual(children.map(() => [0, null]));
    const results = [1, 2, 3, 4].map((i) => readFileSync(join(cache.path, `p${i}`)));
    for (const result of results) expect(Buffer.compare(result, results[0]!)).toBe(0);
    expect((await cache.run(2, 'last', true)).contents).toBe(FILES);
  });
});

test('where nothing can be cloned everything is written', async ({ skip }) => {
  const cache = cacheOn('tmpfs');
  if (cache === undefined) return skip();
  await cache.run(1, 'one', true);
  expect((await cache.run(2, 'two', true)).contents).toBe(0);
  expect(readdirSync(cache.path)).toContain('two');
});

test('digests that can be forged are not gone by', async ({ skip }) => {
  const cache = cacheOn('btrfs');
  if (cache === undefined) return skip();
  const description = {
    name: 'weak',
    fileDigestAlgorithm: 'md5',
    files: [{ type: 'regular', path: '/opt/weak', content: 'x'.repeat(10_000) }],
  } as const;
  writeFileSync(cache.packages[0]!, await writePackage(description));
  await cache.run(1, 'one', true);
  copyFileSync(cache.packages[0]!, cache.packages[1]!);
  expect((await cache.run(2, 'two', true)).contents).toBe(0);
});

function extentsOf(path: string): number[] {
  const source = openFileSource(path);
  try {
    return [...openExtentsFile(source).table.offsets].sort((a, b) => a - b);
  } finally {
    source.close();
  }
}

/** Swaps the offsets of the first two records of the digest table. */
function swapOffsets(bytes: Buffer): void {
  const first = Number(bytes.readBigUInt64LE(bytes.length - 24)) + 8 + 32;
  const second = first + 40;
  const kept = bytes.readBigUInt64LE(first);
  bytes.writeBigUInt64LE(bytes.readBigUInt64LE(second), first);
  bytes.writeBigUInt64LE(kept, second);
}

/** All but the first page, which a database is opened by. */
function damageInside(path: string): void {
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0xff, 4096));
}

/** user_version stands big-endian at byte 60 of a SQLite file. */
function patch(path: string, at: number, value: number): void {
  const bytes = readFileSync(path);
  bytes.writeUInt32BE(value, at);
  writeFileSync(path, bytes);
}
