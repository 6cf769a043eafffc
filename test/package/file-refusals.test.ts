import { describe, expect, test } from 'vitest';
import { stringArrayEntry } from '../../native-free-parsers/header/encode.ts';
import { TAG } from '../../native-free-parsers/header/tags.ts';
import { fileRefusals } from '../../src/package/file-refusals.ts';
import {
  type FileToList,
  fileListEntries,
} from '../native-free-parsers/header/file-list-entries.ts';
import { packageOf } from './crafted.ts';

const GHOST = 1 << 6;
const DIRECTORY = 0o040755;
const SYMLINK = 0o120777;

/** The refusals of files, all with these capabilities if there are any. */
function refusals(files: readonly FileToList[], capabilities?: string) {
  const caps =
    capabilities === undefined
      ? []
      : [
          stringArrayEntry(
            TAG.FILECAPS,
            files.map(() => capabilities),
          ),
        ];
  return fileRefusals(packageOf(fileListEntries(files, ...caps)).fileList.files);
}

const rules = (...args: Parameters<typeof refusals>) => refusals(...args).map(({ rule }) => rule);

describe('refused', () => {
  test.each<[string, readonly FileToList[]]>([
    ['file-duplicate-path', [{ name: 'a' }, { name: 'b' }, { name: 'a' }]],
    ['file-duplicate-path', [{ name: 'a' }, { name: 'a', flags: GHOST }]],
    ['file-mode-type', [{ name: 'a', mode: 0o644 }]],
    ['file-name-length', [{ name: 'n'.repeat(247) }]],
    ['file-name-length', [{ name: 'n'.repeat(256), mode: DIRECTORY }]],
    ['file-name-empty', [{ name: '' }]],
    ['file-symlink-empty', [{ name: 'a', mode: SYMLINK }]],
    ['file-path-conflict', [{ name: 'a' }, { name: 'a/b/c' }]],
    ['file-path-conflict', [{ name: 'c', mode: SYMLINK, linkTo: 'a' }, { name: 'c/d' }]],
  ])('%s', (rule, files) => {
    expect(rules(files)).toEqual([rule]);
  });

  test('file-capabilities', () => {
    expect(rules([{ name: 'a' }], 'cap_nonsense+ep')).toEqual(['file-capabilities']);
  });

  test('file-path-relative', () => {
    const entries = fileListEntries([{ name: 'a' }], stringArrayEntry(TAG.DIRNAMES, ['d/']));
    const { files } = packageOf(entries).fileList;
    expect(fileRefusals(files).map(({ rule }) => rule)).toEqual(['file-path-relative']);
  });

  test('each kind once, about the first file', () => {
    const files = ['a', 'b'].map((name) => ({ name, mode: 0 }));
    expect(refusals([...files, ...files]).map(({ message }) => message)).toEqual([
      '/d/a has mode 0, which is no type of file',
      '/d/a is in the file list twice',
    ]);
  });
});

describe('not refused', () => {
  test.each<[string, readonly FileToList[]]>([
    [
      'names as long as they may be',
      [{ name: 'n'.repeat(246) }, { name: 'd'.repeat(255), mode: DIRECTORY }],
    ],
    ['a directory without a name of its own', [{ name: '', mode: DIRECTORY }]],
    [
      'files below a directory or a ghost',
      [
        { name: 'a', mode: DIRECTORY },
        { name: 'a/b' },
        { name: 'e', flags: GHOST },
        { name: 'e/f' },
      ],
    ],
    ['a ghost of whatever kind', [{ name: 'g'.repeat(300), mode: 0, flags: GHOST }]],
  ])('%s', (_, files) => {
    expect(rules(files)).toEqual([]);
  });

  test.each(['', '= cap_net_raw+ep', 'cap_net_bind_service=ep'])('capabilities %j', (text) => {
    expect(rules([{ name: 'a' }], text)).toEqual([]);
  });
});
