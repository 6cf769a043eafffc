import { describe, expect, test } from 'vitest';
import { readFileList } from '../../native-free-parsers/files.ts';
import {
  type EntryToEncode,
  int16Entry,
  int32Entry,
  int64Entry,
  stringArrayEntry,
  stringEntry,
} from '../../native-free-parsers/header/encode.ts';
import { TAG } from '../../native-free-parsers/header/tags.ts';
import { TYPES } from '../../native-free-parsers/header/types.ts';
import { formatErrorOf } from './extents/hostile-bytes.ts';
import { craftedPackage, MAIN_ENTRIES, mainHeader, parsedMain } from './header/crafted-package.ts';
import { type FileToList, fileListEntries, without } from './header/file-list-entries.ts';
import { installComplaint, missingRpm418 } from './header/stock-rpm.ts';

const MD5 = '0123456789abcdef0123456789abcdef';
const A_AND_B: readonly FileToList[] = [
  { name: 'a', size: 3, digest: MD5 },
  { name: 'b', mode: 0o120777, size: 1, linkTo: 'a', flags: 2 },
];

const translations = (tag: number, texts: readonly string[]): EntryToEncode => ({
  ...stringArrayEntry(tag, texts),
  type: TYPES.I18NSTRING,
});

const listOf = (entries: readonly EntryToEncode[], region = true) =>
  readFileList(parsedMain(entries, region));

test('every field of a file', () => {
  const entries = fileListEntries(
    [{ name: 'a', size: 3, flags: 0x41, digest: MD5.toUpperCase(), inode: 9, device: 4 }],
    int16Entry(TAG.FILERDEVS, [0x0801]),
    stringArrayEntry(TAG.FILECAPS, ['= cap_net_raw+ep']),
    stringArrayEntry(TAG.FILEUSERNAME, ['u']),
    stringArrayEntry(TAG.FILEGROUPNAME, ['g']),
  );
  const { files, digestAlgorithm, hardLinkSets, names } = listOf(entries);
  expect(files).toEqual([
    {
      index: 0,
      path: '/d/a',
      type: 'regular',
      mode: 0o100644,
      size: 3,
      flags: 0x41,
      ghost: true,
      digest: MD5,
      device: 4,
      inode: 9,
      rdev: 0x0801,
      linkTo: '',
      mtime: 1_600_000_000,
      user: 'u',
      group: 'g',
      capabilities: '= cap_net_raw+ep',
    },
  ]);
  expect(digestAlgorithm).toMatchObject({ name: 'MD5' });
  expect(hardLinkSets).toEqual([]);
  expect(names).toBe('BASENAMES');
});

test.each([
  [0o100644, 'regular'],
  [0o040755, 'directory'],
  [0o120777, 'symlink'],
  [0o010600, 'fifo'],
  [0o060600, 'block-device'],
  [0o020600, 'character-device'],
  [0o140600, 'socket'],
  [0o000644, 'unknown'],
  [0o110644, 'unknown'],
  [0o170000, 'unknown'],
])('mode %o is a %s', (mode, type) => {
  expect(listOf(fileListEntries([{ name: 'a', mode }])).files[0]).toMatchObject({ mode, type });
});

describe('names', () => {
  const old = (...paths: string[]) => stringArrayEntry(TAG.OLDFILENAMES, paths);
  const pathsOf = (entries: readonly EntryToEncode[], region = true) => {
    const { files, names } = listOf(entries, region);
    return [names, ...files.map(({ path }) => path)];
  };
  const oldOnly = (...paths: string[]) =>
    without(fileListEntries(A_AND_B, old(...paths)), TAG.BASENAMES, TAG.DIRNAMES, TAG.DIRINDEXES);

  test('none', () => expect(pathsOf(MAIN_ENTRIES)).toEqual(['none']));

  test('directories by index, more of them than files', () => {
    const entries = fileListEntries(
      A_AND_B,
      stringArrayEntry(TAG.DIRNAMES, ['/x/', '/d/', '/y/']),
      int32Entry(TAG.DIRINDEXES, [2, 1]),
    );
    expect(pathsOf(entries)).toEqual(['BASENAMES', '/y/a', '/d/b']);
  });

  test('OLDFILENAMES, with a region and without', () => {
    expect(pathsOf(oldOnly('/q/a', 'b'))).toEqual(['OLDFILENAMES', '/q/a', 'b']);
    expect(pathsOf(oldOnly('/q/a', 'b'), false)).toEqual(['OLDFILENAMES', '/q/a', 'b']);
  });

  test('both: BASENAMES', () => {
    expect(pathsOf(fileListEntries(A_AND_B, old('/x', '/y')))).toEqual([
      'BASENAMES',
      '/d/a',
      '/d/b',
    ]);
  });

  test('OLDFILENAMES count for nothing beside DIRNAMES', () => {
    const entries = [...oldOnly('/x', '/y'), stringArrayEntry(TAG.DIRNAMES, ['/d/'])];
    expect(pathsOf(entries)).toEqual(['none']);
  });
});

describe('sizes', () => {
  const short = (...sizes: number[]) => int32Entry(TAG.FILESIZES, sizes);
  const long = (...sizes: bigint[]) => int64Entry(TAG.LONGFILESIZES, sizes);
  const sizesOf = (...entries: EntryToEncode[]) =>
    listOf([...without(fileListEntries(A_AND_B), TAG.FILESIZES), ...entries]).files.map(
      ({ size }) => size,
    );

  test('of 32 bits, unsigned', () =>
    expect(sizesOf(short(0xffffffff, 2))).toEqual([0xffffffff, 2]));
  test('of 64 bits', () => expect(sizesOf(long(2n ** 40n, 2n))).toEqual([2 ** 40, 2]));
  test('more than a number holds', () => {
    expect(sizesOf(long(2n ** 53n, 2n ** 53n - 1n))).toEqual([Infinity, 2 ** 53 - 1]);
  });
  test('both: those of 32 bits', () => expect(sizesOf(short(1, 2), long(3n, 4n))).toEqual([1, 2]));
  test('neither', () => expect(sizesOf()).toEqual([0, 0]));
});

describe('digests', () => {
  const digestsOf = (digests: string[], algorithm?: number) =>
    listOf(
      fileListEntries(
        A_AND_B,
        stringArrayEntry(TAG.FILEDIGESTS, digests),
        ...(algorithm === undefined ? [] : [int32Entry(TAG.FILEDIGESTALGO, [algorithm])]),
      ),
    ).files.map(({ digest }) => digest);

  test('an empty one is all zeros', () => {
    expect(digestsOf([MD5, ''])).toEqual([MD5, '0'.repeat(32)]);
    expect(digestsOf(['', ''], 8)).toEqual(['0'.repeat(64), '0'.repeat(64)]);
  });
  test('what is no hex digit counts as 0', () => {
    expect(digestsOf([`${MD5.slice(0, 30)}gZ`, ''])[0]).toBe(`${MD5.slice(0, 30)}00`);
  });
  test.each([
    ['one of another length', [MD5, 'ab'], undefined],
    ['MD5 where SHA-256 is declared', [MD5, ''], 8],
    ['another number of them', [MD5], undefined],
  ])('%s: none for any file', (_, digests, algorithm) => {
    expect(digestsOf(digests, algorithm)).toEqual([undefined, undefined]);
  });
  test('as they stand', () => {
    const written = [MD5.toUpperCase(), ''];
    const textsOf = (...digests: string[]) =>
      listOf(fileListEntries(A_AND_B, stringArrayEntry(TAG.FILEDIGESTS, digests))).digestTexts;
    expect(textsOf(...written)).toEqual(written);
    expect(textsOf('too short', '')).toEqual(['too short', '']);
    expect(textsOf(MD5)).toBeUndefined();
    expect(listOf(MAIN_ENTRIES).digestTexts).toBeUndefined();
  });
  test('an unknown algorithm means MD5', () => {
    expect(digestsOf([MD5, ''], 99)).toEqual([MD5, '0'.repeat(32)]);
  });
});

describe('hard links', () => {
  const linked = { inode: 5 };
  const setsOf = (entries: readonly EntryToEncode[]) => listOf(entries).hardLinkSets;

  test('regular files alone, without ghosts', () => {
    const entries = fileListEntries([
      { name: 'a', ...linked },
      { name: 'b', ...linked, flags: 1 << 6 },
      { name: 'c', ...linked, mode: 0o120777, linkTo: 'a' },
      { name: 'd', ...linked, device: 2 },
      { name: 'e', ...linked },
    ]);
    expect(setsOf(entries)).toEqual([[0, 4]]);
  });

  const two = fileListEntries([
    { name: 'a', ...linked },
    { name: 'b', ...linked },
  ]);
  test.each([
    ['with both numbers', two, 1],
    ['without devices', without(two, TAG.FILEDEVICES), 0],
    ['without inodes', without(two, TAG.FILEINODES), 0],
    [
      'with one device for two files',
      [...without(two, TAG.FILEDEVICES), int32Entry(TAG.FILEDEVICES, [1])],
      0,
    ],
  ])('%s', (_, entries, sets) => expect(setsOf(entries).length).toBe(sets));
});

describe('arrays that rpm does without', () => {
  test.each([TAG.FILEMODES, TAG.FILEFLAGS, TAG.FILEMTIMES, TAG.FILERDEVS, TAG.FILELINKTOS])(
    'tag %d',
    (tag) => {
      const { files } = listOf(without(fileListEntries(A_AND_B), tag));
      expect(files.map(({ path }) => path)).toEqual(['/d/a', '/d/b']);
    },
  );
  test('link targets of another number', () => {
    const { files } = listOf(fileListEntries(A_AND_B, stringArrayEntry(TAG.FILELINKTOS, ['a'])));
    expect(files.map(({ linkTo }) => linkTo)).toEqual(['', '']);
  });
});

describe('strings that are no arrays', () => {
  const first = (...others: EntryToEncode[]) =>
    listOf(fileListEntries([{ name: 'a', mode: 0o120777, linkTo: 'b' }], ...others)).files[0];

  test('are names of nothing', () => {
    for (const tag of [TAG.BASENAMES, TAG.DIRNAMES]) {
      for (const entry of [stringEntry(tag, '/d/'), translations(tag, ['/d/', '/e/'])]) {
        const error = formatErrorOf(() => first(entry));
        expect(error?.problem).toMatchObject({ code: 'BAD_VALUE', defect: 'array-type', tag });
      }
    }
  });
  test('are no link targets', () => {
    expect(first()?.linkTo).toBe('b');
    expect(first(stringEntry(TAG.FILELINKTOS, 'b'))?.linkTo).toBe('');
    expect(first(translations(TAG.FILELINKTOS, ['b']))?.linkTo).toBe('');
  });
  test('are the digest of the only file, the first of all translations', () => {
    expect(first(stringEntry(TAG.FILEDIGESTS, MD5))?.digest).toBe(MD5);
    expect(first(translations(TAG.FILEDIGESTS, [MD5, '']))?.digest).toBe(MD5);
  });
  test('are one old path', () => {
    const paths = translations(TAG.OLDFILENAMES, ['/q/a', '/q/b']);
    const triplet = [TAG.BASENAMES, TAG.DIRNAMES, TAG.DIRINDEXES];
    const { files } = listOf(without(fileListEntries([{ name: 'a' }], paths), ...triplet));
    expect(files.map(({ path }) => path)).toEqual(['/q/a']);
  });
});

const REFUSED: readonly (readonly [string, number, readonly EntryToEncode[]])[] = [
  ...[TAG.FILEFLAGS, TAG.FILESIZES, TAG.FILECOLORS, TAG.FILEMTIMES, TAG.FILEINODES].map(
    (tag) =>
      [
        `one number of tag ${tag} for two files`,
        tag,
        fileListEntries(A_AND_B, int32Entry(tag, [1])),
      ] as const,
  ),
  ...[TAG.FILEMODES, TAG.FILERDEVS].map(
    (tag) =>
      [
        `one number of tag ${tag} for two files`,
        tag,
        fileListEntries(A_AND_B, int16Entry(tag, [1])),
      ] as const,
  ),
  [
    'one long size for two files',
    TAG.LONGFILESIZES,
    fileListEntries(A_AND_B, int64Entry(TAG.LONGFILESIZES, [1n])),
  ],
  [
    'one state for two files',
    TAG.FILESTATES,
    fileListEntries(A_AND_B, { tag: TAG.FILESTATES, type: 1, count: 1, data: Uint8Array.of(0) }),
  ],
  [
    'one file with capabilities',
    TAG.FILECAPS,
    fileListEntries(A_AND_B, stringArrayEntry(TAG.FILECAPS, [''])),
  ],
  [
    'names that are translations of one',
    TAG.DIRINDEXES,
    fileListEntries(A_AND_B, translations(TAG.BASENAMES, ['a', 'b'])),
  ],
  [
    'an owner that is no array',
    TAG.FILEUSERNAME,
    fileListEntries([{ name: 'a' }], stringEntry(TAG.FILEUSERNAME, 'root')),
  ],
  [
    'a group that is a translation',
    TAG.FILEGROUPNAME,
    fileListEntries([{ name: 'a' }], translations(TAG.FILEGROUPNAME, ['root'])),
  ],
  [
    'capabilities that are translations of one',
    TAG.FILECAPS,
    fileListEntries(A_AND_B, translations(TAG.FILECAPS, ['', ''])),
  ],
  ['no owners', 0, without(fileListEntries(A_AND_B), TAG.FILEUSERNAME)],
  [
    'one owner for two files',
    TAG.FILEUSERNAME,
    fileListEntries(A_AND_B, stringArrayEntry(TAG.FILEUSERNAME, ['root'])),
  ],
  ['no groups', 0, without(fileListEntries(A_AND_B), TAG.FILEGROUPNAME)],
  ['no directories', TAG.DIRINDEXES, without(fileListEntries(A_AND_B), TAG.DIRNAMES)],
  ['no directory indexes', 0, without(fileListEntries(A_AND_B), TAG.DIRINDEXES)],
  [
    'three directory indexes',
    TAG.DIRINDEXES,
    fileListEntries(A_AND_B, int32Entry(TAG.DIRINDEXES, [0, 0, 0])),
  ],
  [
    'a directory index too high',
    TAG.DIRINDEXES,
    fileListEntries(A_AND_B, int32Entry(TAG.DIRINDEXES, [0, 1])),
  ],
];

describe('lists that rpm gives up on', () => {
  test.each(REFUSED)('%s', (_, tag, entries) => {
    const header = parsedMain(entries);
    const at = header.entries.find((entry) => entry.tag === tag);
    const storeAt = header.bytes.length - header.store.length;
    expect(formatErrorOf(() => readFileList(header))?.problem).toMatchObject({
      code: 'BAD_VALUE',
      section: 'main-header',
      offset: at === undefined ? 0 : storeAt + at.offset,
      rpmSays: 'error reading from file',
    });
  });

  test('rpm 4.18 gives up on the same', ({ skip }) => {
    const missing = missingRpm418();
    if (missing !== undefined) skip(missing);
    const said = [fileListEntries(A_AND_B), ...REFUSED.map(([, , entries]) => entries)].map(
      (entries) => installComplaint(craftedPackage({ main: mainHeader({ entries }) })),
    );
    expect(said).toEqual([undefined, ...REFUSED.map(() => 'error reading from file PKG')]);
  });

  test('a number of another type, as only v3 headers can have', () => {
    const entries = fileListEntries(A_AND_B, int16Entry(TAG.FILESIZES, [1, 2]));
    const error = formatErrorOf(() => listOf(entries, false));
    expect(error?.problem).toMatchObject({ code: 'BAD_VALUE', found: 'another type' });
  });
});
