import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileEntry } from '../../native-free-parsers/files.ts';
import { blockedPaths, firstUnsorted, repeatedPaths } from '../../src/package/file-paths.ts';

type Listed = Pick<FileEntry, 'path'> & Partial<FileEntry>;

const listed = (files: readonly Listed[]) =>
  files.map((file, index) => ({ type: 'regular', ghost: false, ...file, index }) as FileEntry);
const paths = (...names: string[]) => listed(names.map((path) => ({ path })));

/** Few names, so that paths meet; some next to the slash in the order of bytes. */
const somePaths = fc.array(
  fc
    .array(fc.constantFrom('a', 'b', 'a-', 'a0', ''), { minLength: 1, maxLength: 4 })
    .map((names) => `/${names.join('/')}`),
  { maxLength: 12 },
);

describe('firstUnsorted', () => {
  test.each([
    [paths(), undefined],
    [paths('/a', '/a', '/b'), undefined],
    [paths('/a/b', '/a-'), 1],
    [paths('/a', '/c', '/b', '/a'), 2],
  ])('%#', (files, index) => expect(firstUnsorted(files)?.index).toBe(index));
});

describe('repeatedPaths', () => {
  test('each repetition with the first of its kind', () => {
    const repeated = repeatedPaths(paths('/a', '/b', '/a', '/b', '/a'));
    expect(repeated.map((pair) => pair.map(({ index }) => index))).toEqual([
      [2, 0],
      [3, 1],
      [4, 0],
    ]);
  });

  test('as many as a set loses, sorted or not', () => {
    fc.assert(
      fc.property(somePaths, fc.boolean(), (names, sorted) => {
        const files = paths(...(sorted ? names.toSorted() : names));
        expect(repeatedPaths(files).length).toBe(names.length - new Set(names).size);
      }),
    );
  });
});

describe('blockedPaths', () => {
  test.each<[string, readonly Listed[], string[]]>([
    ['a file', [{ path: '/a' }, { path: '/a/b/c' }], ['/a']],
    ['a link, listed later', [{ path: '/a/b' }, { path: '/a', type: 'symlink' }], ['/a']],
    ['a directory', [{ path: '/a', type: 'directory' }, { path: '/a/b' }], []],
    ['a ghost', [{ path: '/a', ghost: true }, { path: '/a/b' }], []],
    ['a file above a ghost', [{ path: '/a' }, { path: '/a/b', ghost: true }], ['/a']],
    ['a name that only begins alike', [{ path: '/a' }, { path: '/ab/c' }], []],
    ['relative paths', [{ path: 'a' }, { path: 'a/b' }], ['a']],
    ['no path at all', [{ path: '' }, { path: '/a' }], []],
  ])('%s', (_, files, blocked) => {
    expect(blockedPaths(listed(files)).map(({ path }) => path)).toEqual(blocked);
  });

  test('those that another path goes through', () => {
    fc.assert(
      fc.property(somePaths, fc.boolean(), (names, sorted) => {
        const files = paths(...(sorted ? [...new Set(names)].sort() : names));
        const expected = files.filter(({ path }) =>
          files.some((other) => other.path.startsWith(`${path}/`)),
        );
        expect(blockedPaths(files)).toEqual(expected);
      }),
    );
  });
});
