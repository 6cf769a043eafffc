/** Paths: names and directories that are odd, or in each other's way. */
import { described, type ManifestEntry } from '../../manifest-entry.ts';
import type { FileDescription, HeaderWishes } from '../../writer/description.ts';
import { ENTRY_TYPE, int32, stringArray } from '../../writer/header-entry.ts';
import { TAG } from '../../writer/tags.ts';
import { ROOT, regular } from './entries.ts';

/** 4090 bytes: 16 directories and a name below /opt/corpus. */
const LONG_PATH = `/opt/corpus${`/${'d'.repeat(239)}`.repeat(16)}/${'f'.repeat(238)}`;

const SUBDIRECTORY: FileDescription = { type: 'directory', path: '/opt/corpus/sub' };

/** Base names as they stand: the first in /opt/, all others in /opt/corpus/. */
function withNames(names: readonly string[]): HeaderWishes {
  return {
    entries: [
      int32(
        TAG.DIRINDEXES,
        names.map((_, i) => (i === 0 ? 0 : 1)),
      ),
      stringArray(TAG.BASENAMES, names),
      stringArray(TAG.DIRNAMES, ['/opt/', '/opt/corpus/']),
    ],
  };
}

export const PATH_CASES: readonly ManifestEntry[] = [
  described(
    { name: 'path-twice', files: [ROOT, regular('a', 'one\n'), regular('a', 'one\n')] },
    'the same path twice in the file list',
    'passes through: rpm finds a conflict',
    'refuses',
  ),
  described(
    {
      name: 'directory-unterminated',
      files: [ROOT, regular('subx', 'one\n')],
      main: {
        entries: [
          int32(TAG.DIRINDEXES, [0, 1]),
          stringArray(TAG.BASENAMES, ['corpus', 'x']),
          stringArray(TAG.DIRNAMES, ['/opt/', '/opt/corpus/sub']),
        ],
      },
    },
    'a directory name without a slash at its end, so that path and place differ',
    'passes through: rpm and plugin install to different places',
  ),
  described(
    {
      name: 'directory-unterminated-unused',
      files: [ROOT, regular('a', 'one\n')],
      main: { entries: [stringArray(TAG.DIRNAMES, ['/opt/', '/opt/corpus/', '/opt/other'])] },
    },
    'a directory name without a slash at its end that no file is in',
  ),
  described(
    {
      name: 'path-of-4090-bytes',
      files: [ROOT, { type: 'regular', path: LONG_PATH, content: 'one\n' }],
    },
    'a path that rpm installs step by step and nobody can open at once',
    'passes through: too long for the plugin',
  ),
  described(
    {
      name: 'path-relative',
      files: [{ type: 'regular', path: 'opt/corpus/x', content: 'one\n' }],
    },
    'a path that does not start at the root',
    'passes through: rpm has nowhere to put it',
    'refuses',
  ),
  described(
    { name: 'files-unsorted', files: [ROOT, regular('b', 'two\n'), regular('a', 'one\n')] },
    'the file list is not sorted by path',
  ),
  described({ name: 'name-utf8', files: [ROOT, regular('żółw', 'one\n')] }, 'a name in UTF-8'),
  described(
    {
      name: 'name-latin1',
      files: [ROOT, regular('u', 'one\n')],
      payloadMagic: '07070X',
      main: {
        entries: [
          {
            tag: TAG.BASENAMES,
            type: ENTRY_TYPE.stringArray,
            count: 2,
            data: Buffer.from('corpus\0\xfc\0', 'latin1'),
          },
        ],
      },
    },
    'a name in Latin-1',
  ),
  described(
    { name: 'name-of-246-bytes', files: [ROOT, regular('x'.repeat(246), 'one\n')] },
    'the longest name that rpm can install',
  ),
  described(
    {
      name: 'name-empty',
      files: [ROOT, { type: 'regular', path: '/opt/corpus/', content: 'one\n' }],
    },
    'a regular file whose path ends in a slash',
    'passes through: rpm cannot unpack it',
    'refuses',
  ),
  described(
    { name: 'file-above-file', files: [ROOT, regular('a', 'one\n'), regular('a/b', 'two\n')] },
    'a regular file that another file is below',
    'passes through: rpm cannot make both',
    'refuses',
  ),
  described(
    {
      name: 'name-through-directory',
      files: [ROOT, regular('sub/x', 'one\n')],
      main: withNames(['corpus', 'sub/x']),
    },
    'a base name that leads through a directory which nobody makes',
    'passes through: rpm finds no directory',
    'refuses',
  ),
  described(
    {
      name: 'name-before-directory',
      files: [ROOT, regular('sub/x', 'one\n'), SUBDIRECTORY],
      archiveOrder: ['/opt/corpus', '/opt/corpus/sub', '/opt/corpus/sub/x'],
      main: withNames(['corpus', 'sub/x', 'sub']),
    },
    'a base name through a directory that the archive has before it and the file list behind it',
    'passes through: rpm goes by the archive, a CoW host by the file list',
  ),
  described(
    {
      name: 'name-behind-directory',
      files: [ROOT, SUBDIRECTORY, regular('sub/x', 'one\n')],
      archiveOrder: ['/opt/corpus', '/opt/corpus/sub/x', '/opt/corpus/sub'],
      main: withNames(['corpus', 'sub', 'sub/x']),
    },
    'the other way round',
    'passes through: rpm finds no directory',
    'refuses',
  ),
  described(
    {
      name: 'name-from-the-root',
      files: [ROOT, { type: 'regular', path: '/opt/corpus//x', content: 'one\n' }],
      main: withNames(['corpus', '/x']),
    },
    'a base name that starts with a slash: rpm installs it into the root directory',
    'passes through: rpm and plugin install to different places',
  ),
  described(
    {
      name: 'name-ends-in-slash',
      files: [ROOT, { type: 'directory', path: '/opt/corpus/sub/' }],
      main: withNames(['corpus', 'sub/']),
    },
    'the base name of a directory ends in a slash',
  ),
  described(
    {
      name: 'path-with-dots',
      files: [ROOT, { type: 'regular', path: '/opt/corpus/../corpus/x', content: 'one\n' }],
    },
    'a path that goes up and down again',
  ),
  described(
    {
      name: 'system-directory',
      files: [{ type: 'directory', path: '/usr/bin', mode: 0o755 }],
    },
    'a directory of the system with other permissions than Fedora gives it',
  ),
  described(
    { name: 'shared-directory', files: [{ type: 'directory', path: '/usr', mode: 0o755 }] },
    'a directory of the system with the permissions that it has',
  ),
];
