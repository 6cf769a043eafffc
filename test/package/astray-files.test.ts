import { expect, test } from 'vitest';
import {
  type EntryToEncode,
  int32Entry,
  stringArrayEntry,
} from '../../native-free-parsers/header/encode.ts';
import { TAG } from '../../native-free-parsers/header/tags.ts';
import { astrayFiles, astrayReasons } from '../../src/package/astray-files.ts';
import {
  type FileToList,
  fileListEntries,
  without,
} from '../native-free-parsers/header/file-list-entries.ts';
import { packageOf } from './crafted.ts';

const FILES: readonly FileToList[] = [
  { name: 'a' },
  { name: 'b' },
  { name: 'c', mode: 0o040755 },
  { name: 'd', mode: 0o120777, linkTo: 'a' },
  { name: 'e', flags: 1 << 6 },
];
const DIRECTORIES = stringArrayEntry(TAG.DIRNAMES, ['/x/', '/y']);

const listed = (...others: EntryToEncode[]) => packageOf(fileListEntries(FILES, ...others));

test('regular files whose directory does not end with a slash', () => {
  const { head, fileList } = listed(DIRECTORIES, int32Entry(TAG.DIRINDEXES, [0, 1, 1, 1, 1]));
  expect(astrayFiles(head.main, fileList)).toEqual([
    { file: fileList.files[1], directory: '/y', directoryIndex: 1 },
  ]);
});

test('none where no file is in such a directory, or there are no directories', () => {
  const unused = listed(DIRECTORIES);
  expect(astrayFiles(unused.head.main, unused.fileList)).toEqual([]);
  const triplet = [TAG.BASENAMES, TAG.DIRNAMES, TAG.DIRINDEXES];
  const old = packageOf([
    ...without(fileListEntries([{ name: 'a' }]), ...triplet),
    stringArrayEntry(TAG.OLDFILENAMES, ['/y']),
  ]);
  expect(astrayFiles(old.head.main, old.fileList)).toEqual([]);
});

test('one reason for a binary package, none for a source package', () => {
  const astray = int32Entry(TAG.DIRINDEXES, [1, 1, 1, 1, 1]);
  expect(astrayReasons(listed(DIRECTORIES, astray))).toEqual([
    { rule: 'file-dirname-slash', message: 'the directory name of /ya does not end with a slash' },
  ]);
  const source = packageOf([
    ...without(fileListEntries(FILES, DIRECTORIES, astray), TAG.SOURCERPM),
    int32Entry(TAG.SOURCEPACKAGE, [1]),
  ]);
  expect(astrayReasons(source)).toEqual([]);
});
