/** Reads that the kernel serves in parts. */
import fs, { closeSync, openSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readAll } from '../../src/io/read-all.ts';
import { patternBytes, scratchDirectory } from './scratch.ts';

const { readSync } = fs;
afterEach(() => {
  fs.readSync = readSync;
  syncBuiltinESMExports();
});

/** Seven bytes a call, at most. */
function serveLittle(): void {
  fs.readSync = ((fd: number, into: Uint8Array, offset: number, length: number, at: number) =>
    readSync(fd, into, offset, Math.min(7, length), at)) as typeof readSync;
  syncBuiltinESMExports();
}

test.each([
  [0, 100, 100],
  [950, 100, 50],
  [2000, 100, 0],
])('from %i on, %i bytes wanted: %i', (position, wanted, size) => {
  const path = join(scratchDirectory(), 'file');
  const bytes = patternBytes(1000);
  writeFileSync(path, bytes);
  const fd = openSync(path, 'r');
  serveLittle();
  const into = new Uint8Array(wanted);
  expect(readAll({ fd, name: path }, into, position)).toBe(size);
  closeSync(fd);
  expect(into.subarray(0, size)).toEqual(new Uint8Array(bytes.subarray(position, position + size)));
});
