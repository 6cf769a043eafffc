import { closeSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newFileAttributes, tryClone } from '../../src/io/clone-trial.ts';
import { openScratchFile } from '../../src/io/scratch-file.ts';
import { loopVolume } from '../support/loop-volume.ts';
import { command } from '../support/mounted.ts';
import { openDescriptors, scratchDirectory, tinyDisk } from './scratch.ts';

const PAGE = 4096;

test('a clone, an attribute, and nothing left of either', () => {
  const volume = loopVolume('btrfs');
  if (volume === undefined) return;
  const [plain, nocow] = ['plain', 'nocow'].map((name) => join(volume.path, name)) as [
    string,
    string,
  ];
  for (const directory of [plain, nocow]) mkdirSync(directory);
  command('chattr', '+C', nocow);
  const before = openDescriptors();
  expect(tryClone(plain, volume.path, PAGE)).toEqual({ kind: 'cloned' });
  expect(tryClone(nocow, nocow, PAGE)).toEqual({ kind: 'cloned' });
  expect(tryClone(nocow, plain, PAGE)).toEqual({ kind: 'refused', code: 'EINVAL' });
  expect(newFileAttributes(plain)).toEqual({ nocow: false, compressed: false });
  expect(newFileAttributes(nocow)).toEqual({ nocow: true, compressed: false });
  expect(openDescriptors()).toBe(before);
  expect(readdirSync(volume.path, { recursive: true }).sort()).toEqual(['nocow', 'plain']);
});

test('what cannot be tried says where and why', () => {
  const gone = join(scratchDirectory(), 'gone');
  const here = scratchDirectory();
  expect(tryClone(here, gone, PAGE)).toEqual({
    kind: 'not-tried',
    directory: gone,
    code: 'ENOENT',
  });
  expect(newFileAttributes(gone)).toBeUndefined();
});

test('a full disk is no refusal', () => {
  const disk = tinyDisk();
  if (disk === undefined) return;
  const trial = tryClone(disk, disk, 1024 * 1024);
  expect(trial).toEqual({ kind: 'not-tried', directory: disk, code: 'ENOSPC' });
  expect(readdirSync(disk)).toEqual([]);
});

test('where every file has a name it has one for an instant only', () => {
  // A file system without unnamed files that needs no device: queues are its files.
  const directory = join(scratchDirectory(), 'queues');
  mkdirSync(directory);
  try {
    command('mount', '-t', 'mqueue', 'none', directory);
  } catch (error) {
    console.warn(`skipped: ${error}`);
    return;
  }
  try {
    const before = readdirSync(directory);
    const fd = openScratchFile(directory);
    if (typeof fd === 'string') throw new Error(fd);
    closeSync(fd);
    expect(readdirSync(directory)).toEqual(before);
  } finally {
    command('umount', '--lazy', directory);
  }
});
