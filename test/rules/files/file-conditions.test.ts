/** Where rules about files and digests draw the line, by crafted headers. */
import { describe, expect, test } from 'vitest';
import {
  type EntryToEncode,
  int16Entry,
  int32Entry,
  int64Entry,
  stringArrayEntry,
  stringEntry,
} from '../../../native-free-parsers/header/encode.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import {
  type FileToList,
  fileListEntries,
  without,
} from '../../native-free-parsers/header/file-list-entries.ts';
import { findingsIn } from '../crafted-facts.ts';

const GHOST = 1 << 6;
const DIRECTORY = 0o040755;
const SYMLINK = 0o120777;
const MD5 = 'a'.repeat(32);

/** Paths that a rule finds something about. */
const pathsIn = (rule: string, entries: readonly EntryToEncode[]) =>
  findingsIn(rule, entries).map(({ where }) => where.path);
const paths = (rule: string, files: readonly FileToList[]) => pathsIn(rule, fileListEntries(files));

describe('ghosts are never unpacked', () => {
  test.each<[string, FileToList]>([
    ['file-name-length', { name: 'n'.repeat(300) }],
    ['file-name-empty', { name: '' }],
    ['file-name-slash', { name: 'a/b' }],
    ['file-mode-type', { name: 'a', mode: 0o644 }],
    ['file-symlink-empty', { name: 'a', mode: SYMLINK }],
    ['file-symlink-size', { name: 'a', mode: SYMLINK, linkTo: 'target', size: 0 }],
    ['file-path-dots', { name: '..' }],
    ['file-device-node', { name: 'a', mode: 0o060600 }],
    ['file-fifo', { name: 'a', mode: 0o010600 }],
    ['digest-empty', { name: 'a' }],
  ])('%s', (rule, file) => {
    const sane: FileToList = { name: 'b', size: 3, digest: MD5 };
    const ghost = { ...file, flags: GHOST, size: file.size ?? 3 };
    expect(paths(rule, [{ ...ghost, flags: 0 }, sane]).length).toBe(1);
    expect(paths(rule, [ghost, sane])).toEqual([]);
  });
});

describe('source packages have bare names and their own way', () => {
  const source = (files: readonly FileToList[]) => [
    ...without(fileListEntries(files, stringArrayEntry(TAG.DIRNAMES, [''])), TAG.SOURCERPM),
    int32Entry(TAG.SOURCEPACKAGE, [1]),
  ];

  test.each<[string, readonly FileToList[]]>([
    ['file-path-relative', [{ name: 'a' }]],
    ['file-dirname-slash', [{ name: 'a' }]],
    ['file-unsorted', [{ name: 'b' }, { name: 'a' }]],
    ['file-name-length', [{ name: 'n'.repeat(250) }]],
    ['file-name-slash', [{ name: 'a/b' }]],
  ])('%s', (rule, files) => expect(findingsIn(rule, source(files))).toEqual([]));

  test('which is all that is wrong with them', () => {
    expect(findingsIn('source-package', source([{ name: 'a' }])).length).toBe(1);
  });

  test.each<[string, FileToList, number]>([
    ['a file', { name: 'a' }, 1],
    ['a file flagged as one', { name: 'a', flags: 1 << 5 }, 0],
    ['a file named as one', { name: 'a.spec' }, 0],
  ])('source-spec-missing: %s', (_, file, count) => {
    expect(findingsIn('source-spec-missing', source([{ name: 'b' }, file])).length).toBe(count);
    expect(findingsIn('source-spec-missing', fileListEntries([file]))).toEqual([]);
  });
});

describe('file-symlink-size without the archive', () => {
  test.each([
    ['its length', 6, 0],
    ['another number, which the archive may have as well', 4, 0],
    ['nothing', 0, 1],
  ])('%s', (_, size, count) => {
    const link = { name: 'l', mode: SYMLINK, linkTo: 'target', size };
    expect(paths('file-symlink-size', [link]).length).toBe(count);
  });
});

describe('file-size-32bit without the archive', () => {
  const sized = (total: bigint) =>
    fileListEntries(
      [
        { name: 'a', size: 10, inode: 5 },
        { name: 'b', size: 10, inode: 5 },
        { name: 'd', size: 4096, mode: DIRECTORY },
      ],
      int64Entry(TAG.LONGSIZE, [total]),
    );

  test.each([
    ['the sum of the sizes, links counted once', 10n, 0],
    ['4 GiB more', 10n + (1n << 32n), 1],
    ['12 GiB more', 10n + 3n * (1n << 32n), 1],
    ['something else', 11n + (1n << 32n), 0],
    ['less', 3n, 0],
  ])('%s', (_, total, count) => {
    expect(findingsIn('file-size-32bit', sized(total)).length).toBe(count);
  });
});

describe('file-name-hostile', () => {
  test.each([
    ['bytes that are not UTF-8', 'a\xe9'],
    ['a newline', 'a\nb'],
    ['an escape', '\x1b[2J'],
    ['a character that turns the direction of text', '\xe2\x80\xae'],
  ])('%s', (_, name) => expect(paths('file-name-hostile', [{ name }]).length).toBe(1));

  test.each(['plain', 'back\\slash', '%41', '\xc5\xbc\xc3\xb3\xc5\x82w', '\xc5\xbc\\'])(
    'not %j',
    (name) => expect(paths('file-name-hostile', [{ name }])).toEqual([]),
  );
});

describe('file-owns-system-dir', () => {
  const owning = (mode: number, ...more: EntryToEncode[]) =>
    fileListEntries([{ name: 'usr', mode }], stringArrayEntry(TAG.DIRNAMES, ['/']), ...more);

  test('other permissions than the system gives it', () => {
    expect(pathsIn('file-owns-system-dir', owning(0o040700))).toEqual(['/usr']);
    expect(pathsIn('file-owns-system-dir', owning(0o040755))).toEqual([]);
    expect(pathsIn('file-owns-system-dir', owning(SYMLINK))).toEqual([]);
  });

  test('the package filesystem may', () => {
    const itself = owning(0o040700, stringEntry(TAG.NAME, 'filesystem'));
    expect(pathsIn('file-owns-system-dir', itself)).toEqual([]);
  });
});

describe('digests', () => {
  test('an empty one of an empty file is right in MD5 alone', () => {
    const files: FileToList[] = [
      { name: 'a', size: 0, digest: '' },
      { name: 'b', digest: MD5 },
    ];
    expect(paths('digest-empty', files)).toEqual([]);
    expect(paths('digest-empty', [{ ...files[0]!, size: 1 }, files[1]!])).toEqual(['/d/a']);
    const sha256: FileToList[] = [files[0]!, { name: 'b', digest: 'b'.repeat(64) }];
    const entries = fileListEntries(sha256, int32Entry(TAG.FILEDIGESTALGO, [8]));
    expect(pathsIn('digest-empty', entries)).toEqual(['/d/a']);
  });

  test("of a link that is not the last of its set is the set's affair", () => {
    const files: FileToList[] = [
      { name: 'a', inode: 5, size: 1, digest: '' },
      { name: 'b', inode: 5, size: 1, digest: MD5 },
    ];
    expect(paths('digest-empty', files)).toEqual([]);
    expect(paths('file-hardlink-digest', files)).toEqual(['/d/a']);
  });

  test('in upper case, or with other letters', () => {
    const files: FileToList[] = [
      { name: 'a', digest: MD5.toUpperCase() },
      { name: 'b', digest: `${MD5.slice(1)}G` },
      { name: 'c', digest: MD5 },
    ];
    expect(paths('digest-case', files)).toEqual(['/d/a']);
    expect(paths('digest-not-hex', files)).toEqual(['/d/b']);
  });

  test('weak ones matter where there is content', () => {
    expect(findingsIn('digest-weak', fileListEntries([{ name: 'a' }])).length).toBe(1);
    const directory = fileListEntries([{ name: 'a', mode: DIRECTORY }]);
    expect(findingsIn('digest-weak', directory)).toEqual([]);
  });
});

test('file-hardlink-attributes: each kind, against the last link', () => {
  const set: FileToList[] = ['a', 'b', 'c'].map((name) => ({ name, inode: 5 }));
  const found = (...others: EntryToEncode[]) =>
    findingsIn('file-hardlink-attributes', fileListEntries(set, ...others)).map(
      ({ where, found, expected }) => [where.path, found, expected.split(',')[0]],
    );
  expect(found()).toEqual([]);
  expect(found(stringArrayEntry(TAG.FILEUSERNAME, ['u', 'root', 'root']))).toEqual([
    ['/d/a', 'owner u', 'owner root'],
  ]);
  expect(found(stringArrayEntry(TAG.FILEGROUPNAME, ['root', 'root', 'g']))).toEqual([
    ['/d/a', 'group root', 'group g'],
    ['/d/b', 'group root', 'group g'],
  ]);
  expect(found(int32Entry(TAG.FILEMTIMES, [1, 2, 2]))).toEqual([['/d/a', 'time 1', 'time 2']]);
});

test('file-mode-contradiction: device numbers of what is no device', () => {
  const files: FileToList[] = [
    { name: 'a' },
    { name: 'b', mode: 0o020600 },
    { name: 'c', mode: 0o060600 },
  ];
  const rdevs = int16Entry(TAG.FILERDEVS, [0x0103, 0x0103, 0x0800]);
  expect(pathsIn('file-mode-contradiction', fileListEntries(files, rdevs))).toEqual(['/d/a']);
});
