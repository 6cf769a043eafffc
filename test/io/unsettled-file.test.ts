/** Results that one part of the program writes and another gives to the disk. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { atomicFile } from '../../src/io/atomic-file.ts';
import { discard, settle, type UnsettledFile } from '../../src/io/unsettled-file.ts';
import { openDescriptors, scratchDirectory } from './scratch.ts';

async function written(path: string): Promise<UnsettledFile> {
  const files: UnsettledFile[] = [];
  const output = atomicFile(path, { defer: (file) => files.push(file) });
  output.write(new TextEncoder().encode('result'));
  await output.commit();
  output.abandon(); // Has no say any more.
  return files[0]!;
}

test('has its name only when it is settled', async () => {
  const directory = scratchDirectory();
  const before = openDescriptors();
  const file = await written(join(directory, 'result'));
  expect(readdirSync(directory)).toEqual([]);
  await settle(structuredClone(file), true);
  expect(readFileSync(join(directory, 'result'), 'latin1')).toBe('result');
  expect(openDescriptors()).toBe(before);
});

test('many at once are all settled', async () => {
  const directory = scratchDirectory();
  const names = Array.from({ length: 50 }, (_, i) => `result-${i}`);
  const files = await Promise.all(names.map((name) => written(join(directory, name))));
  await Promise.all(files.map((file) => settle(file, true)));
  expect(readdirSync(directory).sort()).toEqual(names.sort());
});

test('nothing is left of one that is discarded, or cannot get its name', async () => {
  const directory = scratchDirectory();
  const before = openDescriptors();
  discard(await written(join(directory, 'discarded')));
  const file = await written(join(directory, 'late'));
  mkdirSync(join(directory, 'late'));
  await expect(settle(file, true)).rejects.toThrow(/^cannot finish .*late: .*\(EISDIR\)/);
  expect(readdirSync(directory)).toEqual(['late']);
  expect(openDescriptors()).toBe(before);
});
