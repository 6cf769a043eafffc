import { expect, test } from 'vitest';
import { conflictingKeys, contentCarriers, keyedContents } from '../../src/package/content-keys.ts';
import {
  type FileToList,
  fileListEntries,
} from '../native-free-parsers/header/file-list-entries.ts';
import { packageOf } from './crafted.ts';

const A = 'a'.repeat(32);
const B = 'b'.repeat(32);
const C = 'c'.repeat(32);

const listOf = (...files: FileToList[]) => packageOf(fileListEntries(files)).fileList;
const conflictOf = (...files: FileToList[]) =>
  conflictingKeys(keyedContents(listOf(...files)))?.map(({ path }) => path);

test('regular files bring content, and of a set the last one', () => {
  const list = listOf(
    { name: 'a', inode: 5 },
    { name: 'b', mode: 0o040755 },
    { name: 'c', mode: 0o120777, linkTo: 'a' },
    { name: 'd', flags: 1 << 6 },
    { name: 'e', inode: 5 },
    { name: 'f' },
  );
  expect(contentCarriers(list).map(({ path }) => path)).toEqual(['/d/e', '/d/f']);
});

test('the keys of a content: its digest, and that of the first link where it differs', () => {
  const contents = keyedContents(
    listOf(
      { name: 'a', inode: 5, digest: A },
      { name: 'b', inode: 5, digest: C },
      { name: 'c', inode: 5, digest: B },
      { name: 'd', digest: B },
    ),
  );
  expect(contents.map(({ file, keys }) => [file.path, ...keys])).toEqual([
    ['/d/c', A, B],
    ['/d/d', B],
  ]);
});

test('a key of two contents', () => {
  const set: FileToList[] = [
    { name: 'a', inode: 5, digest: A },
    { name: 'b', inode: 5, digest: B },
  ];
  expect(conflictOf(...set, { name: 'c', digest: A })).toEqual(['/d/c', '/d/b']);
  expect(conflictOf({ name: 'c', digest: A }, ...set)).toEqual(['/d/b', '/d/c']);
  expect(conflictOf(...set, { name: 'c', digest: B })).toBeUndefined();
  expect(conflictOf({ name: 'a', digest: A }, { name: 'b', digest: A })).toBeUndefined();
});
