import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { seededContent } from '../../corpus/content.ts';
import { MD5_COLLISION } from '../../corpus/md5-collision.ts';

const digest = (algorithm: string, bytes: Uint8Array): string =>
  createHash(algorithm).update(bytes).digest('hex');

test('the same on every machine', () => {
  const seen = digest('sha256', seededContent('seed', 'mixed', 10_001));
  expect(seen).toBe('521c84b18d3956c3e4b57181853bf35e3eb232618c28998c6eedc45f9afc9c75');
});

test('kinds compress as they say', () => {
  const packed = (kind: 'text' | 'random' | 'mixed' | 'zeros'): number =>
    gzipSync(seededContent('seed', kind, 100_000)).length;
  expect(packed('random')).toBeGreaterThan(100_000);
  expect(packed('mixed')).toBeLessThan(90_000);
  expect(packed('text')).toBeLessThan(50_000);
  expect(packed('zeros')).toBeLessThan(1000);
});

test('two contents, one MD5', () => {
  const [first, second] = MD5_COLLISION;
  expect(first).toHaveLength(128);
  expect(digest('md5', second)).toBe(digest('md5', first));
  expect(digest('sha256', second)).not.toBe(digest('sha256', first));
});
