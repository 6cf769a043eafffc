import { describe, expect, test } from 'vitest';
import type { FileEntry } from '../../native-free-parsers/files.ts';
import { inodeCollisions, unequalDigests, unequalSizes } from '../../src/package/link-defects.ts';
import {
  type FileToList,
  fileListEntries,
} from '../native-free-parsers/header/file-list-entries.ts';
import { packageOf } from './crafted.ts';

const MD5 = '0123456789abcdef0123456789abcdef';
const OTHER = 'fedcba9876543210fedcba9876543210';

const listOf = (...files: FileToList[]) => packageOf(fileListEntries(files)).fileList;
const names = (pairs: readonly (readonly FileEntry[])[]) =>
  pairs.map((pair) => pair.map(({ path }) => path.slice('/d/'.length)).join());

describe('the ends of a set', () => {
  const set = (a: Partial<FileToList>, b: Partial<FileToList>, c: Partial<FileToList>) =>
    listOf(
      { name: 'a', inode: 5, ...a },
      { name: 'b', inode: 5, ...b },
      { name: 'c', inode: 5, ...c },
    );

  test('of another size', () => {
    expect(names(unequalSizes(set({ size: 1 }, { size: 2 }, { size: 2 })))).toEqual(['a,c']);
    expect(unequalSizes(set({ size: 2 }, { size: 1 }, { size: 2 }))).toEqual([]);
  });

  test('of another digest, or of none', () => {
    const differing = set({ digest: OTHER }, { digest: MD5 }, { digest: MD5 });
    expect(names(unequalDigests(differing))).toEqual(['a,c']);
    expect(names(unequalDigests(set({}, { digest: MD5 }, { digest: MD5 })))).toEqual(['a,c']);
    expect(unequalDigests(set({ digest: MD5 }, { digest: OTHER }, { digest: MD5 }))).toEqual([]);
  });
});

describe('inode numbers of a set', () => {
  const SET: readonly FileToList[] = [
    { name: 'a', inode: 5 },
    { name: 'b', inode: 5 },
  ];

  test.each<[string, FileToList, string[]]>([
    ['on another device', { name: 'c', inode: 5, device: 2 }, ['c,a']],
    ['of a directory', { name: 'c', inode: 5, device: 2, mode: 0o040755 }, []],
    ['of a ghost', { name: 'c', inode: 5, device: 2, flags: 1 << 6 }, []],
    ['on the same device', { name: 'c', inode: 5 }, []],
    ['of nobody else', { name: 'c', inode: 6, device: 2 }, []],
  ])('%s', (_, file, collisions) => {
    expect(names(inodeCollisions(listOf(...SET, file)))).toEqual(collisions);
    // Which comes first in the list does not matter.
    expect(names(inodeCollisions(listOf(file, ...SET)))).toEqual(collisions);
  });

  test('of two sets on two devices', () => {
    const other = SET.map((file) => ({ ...file, name: `${file.name}2`, device: 2 }));
    expect(names(inodeCollisions(listOf(...SET, ...other))).length).toBe(2);
  });

  test('of files without any links', () => {
    const alone = listOf({ name: 'a', inode: 5 }, { name: 'b', inode: 5, device: 2 });
    expect(inodeCollisions(alone)).toEqual([]);
  });
});
