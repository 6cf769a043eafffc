import { describe, expect, test } from 'vitest';
import { stringArrayEntry } from '../../native-free-parsers/header/encode.ts';
import { TAG } from '../../native-free-parsers/header/tags.ts';
import { nestedNames, nestedReasons } from '../../src/package/nested-names.ts';
import { planTranscode } from '../../src/transcode/plan.ts';
import { fileListEntries, without } from '../native-free-parsers/header/file-list-entries.ts';
import { packageOf } from './crafted.ts';

const listed = (...names: string[]) => packageOf(fileListEntries(names.map((name) => ({ name }))));

test('names that lead through directories, by file', () => {
  const { head, fileList } = listed('a', 'b/c', '/d', '..');
  expect([...nestedNames(head.main, fileList)]).toEqual([
    [1, { directory: '/d/', name: 'b/c' }],
    [2, { directory: '/d/', name: '/d' }],
  ]);
});

describe('none', () => {
  test.each(['a', '', 'b/'])('"%s"', (name) => {
    const { head, fileList } = listed(name);
    expect(nestedNames(head.main, fileList).size).toBe(0);
  });

  test('in OLDFILENAMES', () => {
    const paths = stringArrayEntry(TAG.OLDFILENAMES, ['/d/a/b']);
    const triplet = [TAG.BASENAMES, TAG.DIRNAMES, TAG.DIRINDEXES];
    const pkg = packageOf(without(fileListEntries([{ name: 'a' }], paths), ...triplet));
    expect(nestedNames(pkg.head.main, pkg.fileList).size).toBe(0);
  });
});

test('the root directory by its own name leads to itself', () => {
  const { head, fileList } = listed('/');
  expect(nestedNames(head.main, fileList).size).toBe(1);
});

test('one reason to leave the package alone, whatever else it has', () => {
  const reason = {
    rule: 'file-name-slash',
    message: 'the base name of /d/b/c has a slash in it',
  };
  expect(nestedReasons(listed('a', 'b/c', 'd/e'))).toEqual([reason]);
  expect(nestedReasons(listed('a'))).toEqual([]);
  expect(planTranscode(listed('b', 'b/c'))).toMatchObject({
    because: expect.arrayContaining([reason]),
  });
});
