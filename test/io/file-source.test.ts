import { closeSync, ftruncateSync, openSync, readSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openFileSource } from '../../src/io/file-source.ts';
import { fifo, openDescriptors, patternBytes, scratchDirectory } from './scratch.ts';

function sampleFile(): { path: string; content: Uint8Array } {
  const path = join(scratchDirectory(), 'sample');
  const content = patternBytes(10_000);
  writeFileSync(path, content);
  return { path, content };
}

test('reads anywhere, and less at the end', () => {
  const { path, content } = sampleFile();
  const source = openFileSource(path);
  onTestFinished(() => source.close());
  const into = new Uint8Array(100);
  expect(source.size).toBe(10_000);
  expect(source.readAt(9_000, into)).toBe(100);
  expect(into).toEqual(content.slice(9_000, 9_100));
  expect(source.readAt(9_950, into)).toBe(50);
  expect(into.slice(0, 50)).toEqual(content.slice(9_950));
  expect(source.readAt(10_000, into)).toBe(0);
  expect(source.readAt(1e12, into)).toBe(0);
});

test('a file that shrinks ends early, one that grows keeps its size', () => {
  const { path } = sampleFile();
  const source = openFileSource(path);
  onTestFinished(() => source.close());
  writeFileSync(path, 'more', { flag: 'a' });
  expect(source.readAt(9_990, new Uint8Array(100))).toBe(10);
  truncateSync(path, 5_000);
  expect(source.readAt(4_900, new Uint8Array(1_000))).toBe(100);
});

test('a lent descriptor keeps its offset and stays open', () => {
  const { path, content } = sampleFile();
  const fd = openSync(path, 'r');
  onTestFinished(() => closeSync(fd));
  const source = openFileSource(fd);
  source.readAt(5_000, new Uint8Array(10));
  source.close();
  const first = new Uint8Array(10);
  readSync(fd, first);
  expect(first).toEqual(content.slice(0, 10));
});

test.each([
  ['a directory', 'EISDIR', () => scratchDirectory()],
  ['a FIFO', 'ESPIPE', () => fifo()],
  ['a character device', 'ESPIPE', () => '/dev/null'],
])('%s is refused with %s', (kind, code, make) => {
  const path = make();
  const before = openDescriptors();
  expect(() => openFileSource(path)).toThrow(`cannot read ${path}: it is ${kind} (${code})`);
  expect(openDescriptors()).toBe(before);
});

test('a missing file is named', () => {
  expect(() => openFileSource('/no/such/file')).toThrow(/^cannot open \/no\/such\/file: .*ENOENT/);
});

test('close gives the descriptor back, once', () => {
  const { path } = sampleFile();
  const before = openDescriptors();
  const source = openFileSource(path);
  expect(openDescriptors()).toBe(before + 1);
  source.close();
  expect(openDescriptors()).toBe(before);
  const other = openSync(path, 'r+');
  onTestFinished(() => closeSync(other));
  source.close();
  expect(() => ftruncateSync(other, 0)).not.toThrow();
});
