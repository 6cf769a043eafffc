import { describe, expect, test } from 'vitest';
import {
  type EntryToEncode,
  int32Entry,
  stringArrayEntry,
} from '../../native-free-parsers/header/encode.ts';
import { TAG } from '../../native-free-parsers/header/tags.ts';
import { digestDefect } from '../../src/package/digest-defects.ts';
import {
  type FileToList,
  fileListEntries,
  without,
} from '../native-free-parsers/header/file-list-entries.ts';
import { packageOf } from './crafted.ts';

const DIRECTORY = 0o040755;
const SHA256 = 'a'.repeat(64);
const MD5 = 'a'.repeat(32);

function defectOf(entries: readonly EntryToEncode[]) {
  const { head, fileList } = packageOf(entries);
  return digestDefect(head.main, fileList);
}

/** Of a list whose second file has this digest; the first is a directory. */
function ofDigest(digest: string, algorithm?: number) {
  const files: FileToList[] = [
    { name: 'd', mode: DIRECTORY },
    { name: 'f', digest },
  ];
  const said = algorithm === undefined ? [] : [int32Entry(TAG.FILEDIGESTALGO, [algorithm])];
  return defectOf(fileListEntries(files, ...said));
}

test.each([
  ['SHA-256 in SHA-256', SHA256, 8],
  ['MD5 in nothing', MD5, undefined],
  ['MD5 in 0', MD5, 0],
  ['MD5 in what nobody knows', MD5, 99],
  ['an empty one', '', 8],
])('%s is of use', (_, digest, algorithm) => {
  expect(ofDigest(digest, algorithm)).toBeUndefined();
});

test.each([
  ['digest-algo-missing', SHA256, undefined],
  ['digest-algo-missing', SHA256, 0],
  ['digest-algo-unknown', SHA256, 99],
  ['digest-algo-unknown', SHA256, 12],
  ['digest-length', MD5, 8],
  ['digest-length', 'abc', undefined],
  ['digest-length', 'abc', 0],
])('%s: %s in %s', (rule, text, algorithm) => {
  expect(ofDigest(text, algorithm)).toEqual({ rule, index: 1, text, algorithm });
});

describe('digest-missing', () => {
  const FILES: readonly FileToList[] = [{ name: 'a' }, { name: 'b' }];

  test('no tag, or not one a file', () => {
    const none = without(fileListEntries(FILES), TAG.FILEDIGESTS);
    expect(defectOf(none)).toEqual({ rule: 'digest-missing' });
    const one = fileListEntries(FILES, stringArrayEntry(TAG.FILEDIGESTS, [MD5]));
    expect(defectOf(one)).toEqual({ rule: 'digest-missing' });
  });

  test('not where there is no content', () => {
    const directory = fileListEntries([{ name: 'a', mode: DIRECTORY }]);
    expect(defectOf(without(directory, TAG.FILEDIGESTS))).toBeUndefined();
    const ghost = fileListEntries([{ name: 'a', flags: 1 << 6, digest: 'abc' }]);
    expect(defectOf(ghost)).toBeUndefined();
  });
});
