import { closeSync, constants, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fdReader } from '../../src/io/fd-reader.ts';
import { fifo, patternBytes, readAll, scratchDirectory, start } from './scratch.ts';

function open(path: string, flags: string | number): number {
  const fd = openSync(path, flags);
  onTestFinished(() => closeSync(fd));
  return fd;
}

test('a regular file is read from the offset of its descriptor to its end', () => {
  const path = join(scratchDirectory(), 'file');
  const content = patternBytes(100_000);
  writeFileSync(path, content);
  const reader = fdReader(open(path, 'r'));
  expect(reader.read(new Uint8Array(10))).toBe(10);
  expect(readAll(reader)).toEqual(content.slice(10));
});

test('a pipe is read to its end although its writer dawdles', () => {
  const path = fifo();
  start('sh', ['-c', `exec >${path}; printf one; sleep 0.1; printf two`]);
  expect(Buffer.from(readAll(fdReader(open(path, 'r')))).toString()).toBe('onetwo');
});

test('a non-blocking pipe is waited for, without keeping the processor busy', () => {
  const path = fifo();
  const fd = open(path, constants.O_RDWR | constants.O_NONBLOCK);
  start('sh', ['-c', `sleep 0.5; printf late >${path}`]);
  const into = new Uint8Array(100);
  const before = process.threadCpuUsage();
  const n = fdReader(fd).read(into);
  const { user, system } = process.threadCpuUsage(before);
  expect(Buffer.from(into.subarray(0, n)).toString()).toBe('late');
  expect(user + system).toBeLessThan(250_000);
});

test('after the end nothing is read any more, even if something arrives', () => {
  const path = join(scratchDirectory(), 'growing');
  writeFileSync(path, 'a');
  const reader = fdReader(open(path, 'r'));
  const into = new Uint8Array(4);
  expect(reader.read(into)).toBe(1);
  expect(reader.read(into)).toBe(0);
  writeFileSync(path, 'b', { flag: 'a' });
  expect(reader.read(into)).toBe(0);
});

test('an empty buffer is not taken for the end', () => {
  const path = join(scratchDirectory(), 'file');
  writeFileSync(path, 'a');
  const reader = fdReader(open(path, 'r'));
  expect(reader.read(new Uint8Array(0))).toBe(0);
  expect(reader.read(new Uint8Array(4))).toBe(1);
});

test('a descriptor that cannot be read names itself', () => {
  const fd = open(scratchDirectory(), 'r');
  expect(() => fdReader(fd, 'standard input').read(new Uint8Array(4))).toThrow(
    /^cannot read standard input: .*\(EISDIR\)/,
  );
});
