import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { createPathSet, type PathSet } from '../../../src/audit/sources/path-set.ts';
import { measuredRun } from '../../memory/measured-run.ts';

const sets: PathSet[] = [];
afterEach(() => {
  for (const set of sets.splice(0)) set.close();
});

function setOf(paths: readonly string[]): PathSet {
  const set = createPathSet();
  sets.push(set);
  for (const path of paths) set.add(path);
  return set;
}

test('a path is added once and deleted once', () => {
  const set = setOf([]);
  expect([set.add('a.rpm'), set.add('a.rpm'), set.add('A.rpm')]).toEqual([true, false, true]);
  expect([set.delete('a.rpm'), set.delete('a.rpm'), set.add('a.rpm')]).toEqual([true, false, true]);
});

test('what is below a directory is that, and nothing that begins alike', () => {
  const set = setOf([
    'a/2.rpm',
    'a-b/1.rpm',
    'a',
    'a0',
    'ab/1.rpm',
    'a/1.rpm',
    'a/é/ü.rpm',
    'b/a/1',
  ]);
  expect([...set.below('a')]).toEqual(['a/1.rpm', 'a/2.rpm', 'a/é/ü.rpm']);
  expect([...set.below('a/é')]).toEqual(['a/é/ü.rpm']);
  expect([...set.below('c')]).toEqual([]);
});

test('all are there, in the order of their bytes', () => {
  const set = setOf(['b', 'é', 'B', 'a/b', 'a-b']);
  expect([...set.below('')]).toEqual(['B', 'a-b', 'a/b', 'b', 'é']);
});

test('more than the cache holds are all there', () => {
  const path = (i: number) => `Packages/${i % 7}/${'long-'.repeat(20)}${i}.rpm`;
  const count = 20_000;
  const set = setOf(Array.from({ length: count }, (_, i) => path((i * 7919) % count)));
  for (let i = 0; i < count; i += 2) set.delete(path(i));
  const odd = Array.from({ length: count / 2 }, (_, i) => path(2 * i + 1));
  expect(new Set(set.below(''))).toEqual(new Set(odd));
});

test('memory does not grow with their number', async () => {
  const few = await peakOf(20_000);
  const many = await peakOf(150_000);
  // What it has more of are 15 MiB of paths alone.
  expect(many - few).toBeLessThan(12);
});

/** MiB of a process that puts so many paths of 120 bytes into a set. */
async function peakOf(count: number): Promise<number> {
  const module = pathToFileURL(join(import.meta.dirname, '../../../src/audit/sources/path-set.ts'));
  const program = `
    import { createPathSet } from '${module}';
    const set = createPathSet();
    for (let i = 0; i < ${count}; i++) set.add(String(i).padStart(120, 'path/'));
    if (!set.delete('7'.padStart(120, 'path/'))) process.exitCode = 1;`;
  const flags = ['--max-semi-space-size=1', '--input-type=module', '--eval', program];
  const { status, peak } = await measuredRun([process.execPath, ...flags]);
  expect(status).toBe(0);
  return peak;
}
