/** Parallel arrays of the file list that do not fit together, or are missing. */
import { described, type ManifestEntry } from '../../manifest-entry.ts';
import type { FileDescription } from '../../writer/description.ts';
import { hexDigest } from '../../writer/digest.ts';
import {
  ENTRY_TYPE,
  type HeaderEntry,
  int16,
  int32,
  int64,
  string,
  stringArray,
} from '../../writer/header-entry.ts';
import { TAG } from '../../writer/tags.ts';
import { ROOT, regular } from './entries.ts';

/** Tags of rpm that the writer itself has no use for. */
const ORIGDIRINDEXES = 1119;
const ORIGBASENAMES = 1120;
const ORIGDIRNAMES = 1121;
const FILECAPS = 5010;

const HALF_A_MILLION = 2 ** 19 + 1;
/** Arrays that rpm does without: they would only make a big header bigger. */
const WANTED_BY_NOBODY = [
  TAG.FILERDEVS,
  TAG.FILEMTIMES,
  TAG.FILEDIGESTS,
  TAG.FILEDIGESTALGO,
  TAG.FILELINKTOS,
  TAG.FILEVERIFYFLAGS,
  TAG.FILEDEVICES,
  TAG.FILEINODES,
  TAG.FILELANGS,
];

const UNREADABLE_LIST = 'passes through: rpm refuses the file list';
const NO_ARRAY = 'passes through: rpm crashes';

const FILES: readonly FileDescription[] = [ROOT, regular('a', 'one\n'), regular('b', 'two\n')];

export const ARRAY_CASES: readonly ManifestEntry[] = [
  described(
    { name: 'owners-absent', files: FILES, main: { without: [TAG.FILEUSERNAME] } },
    'no FILEUSERNAME: rpm wants an owner for each file',
    UNREADABLE_LIST,
    'refuses',
  ),
  described(
    {
      name: 'modes-short',
      files: FILES,
      main: {
        entries: [
          int16(TAG.FILEMODES, [0o040755, 0o100644]),
          stringArray(TAG.FILEGROUPNAME, ['root', 'root']),
        ],
      },
    },
    'two modes and two groups for three files',
    UNREADABLE_LIST,
    'refuses',
  ),
  described(
    {
      name: 'names-translated',
      files: FILES,
      main: { entries: [translated(stringArray(TAG.BASENAMES, ['corpus', 'a', 'b']))] },
    },
    'names that are translations of one another: one name to rpm, for three files',
    UNREADABLE_LIST,
    'refuses',
  ),
  described(
    {
      name: 'owner-string',
      files: [regular('a', 'one\n')],
      main: { entries: [string(TAG.FILEUSERNAME, 'root')] },
    },
    'the owner of the only file is no array',
    UNREADABLE_LIST,
    'refuses',
  ),
  described(
    {
      name: 'base-name-string',
      files: [regular('a', 'one\n')],
      main: { entries: [string(TAG.BASENAMES, 'a')] },
    },
    'the name of the only file is no array',
    NO_ARRAY,
    'refuses',
  ),
  described(
    {
      name: 'directory-name-translated',
      files: [regular('a', 'one\n'), regular('b', 'two\n')],
      main: { entries: [translated(stringArray(TAG.DIRNAMES, ['/opt/corpus/']))] },
    },
    'the name of the only directory is a translatable string',
    NO_ARRAY,
    'refuses',
  ),
  described(
    {
      name: 'capabilities-string',
      files: [regular('a', 'one\n')],
      main: { entries: [string(FILECAPS, '')] },
    },
    'the capabilities of the only file are no array',
    NO_ARRAY,
    'refuses',
  ),
  described(
    {
      name: 'file-digest-translated',
      files: [regular('a', 'one\n')],
      main: {
        entries: [
          translated(
            stringArray(TAG.FILEDIGESTS, [
              hexDigest('sha256', Buffer.from('one\n')),
              'a translation',
            ]),
          ),
        ],
      },
    },
    'the digest of the only file is the first of two translations',
  ),
  described(
    {
      name: 'devices-short',
      files: FILES,
      main: { entries: [int32(TAG.FILEDEVICES, [1, 1])] },
    },
    'two device numbers for three files: rpm drops them all',
  ),
  described(
    {
      name: 'directories-unused',
      files: FILES,
      main: { entries: [stringArray(TAG.DIRNAMES, ['/opt/', '/opt/corpus/', '/opt/other/'])] },
    },
    'a directory in the list that no file is in',
  ),
  described(
    {
      name: 'old-file-names',
      files: FILES,
      main: {
        without: [TAG.BASENAMES, TAG.DIRNAMES, TAG.DIRINDEXES],
        entries: [stringArray(TAG.OLDFILENAMES, ['/opt/corpus', '/opt/corpus/a', '/opt/corpus/b'])],
      },
    },
    'whole paths in OLDFILENAMES, as before rpm 4.0, in an otherwise modern header',
    'adapted: files listed by OLDFILENAMES',
  ),
  described(
    {
      name: 'old-directory-names',
      files: [ROOT],
      main: {
        without: [TAG.BASENAMES, TAG.DIRNAMES, TAG.DIRINDEXES],
        entries: [stringArray(TAG.OLDFILENAMES, ['/opt/corpus'])],
      },
    },
    'OLDFILENAMES with a directory only: there is no content to miss',
    'adapted: files listed by OLDFILENAMES',
  ),
  described(
    {
      name: 'original-names',
      files: FILES,
      main: {
        entries: [
          int32(ORIGDIRINDEXES, [0, 1, 1]),
          stringArray(ORIGBASENAMES, ['corpus', 'a', 'b']),
          stringArray(ORIGDIRNAMES, ['/opt/', '/opt/corpus/']),
        ],
      },
    },
    'names from before a relocation, as only headers in an rpm database have them',
    'passes through: rpm finds members by the old names',
  ),
  described(
    {
      name: 'directory-sizes-absent',
      files: [ROOT],
      main: { without: [TAG.FILESIZES] },
    },
    'no sizes, for a directory only',
  ),
  described(
    {
      name: 'sizes-twice',
      files: FILES,
      main: { entries: [int64(TAG.LONGFILESIZES, [4096, 4, 4])] },
    },
    'both FILESIZES and LONGFILESIZES',
  ),
  described(
    {
      name: 'half-a-million-files',
      // Made when asked for: they are many.
      get files() {
        return Array.from({ length: HALF_A_MILLION }, (_, i) => ghost(i));
      },
      main: {
        without: WANTED_BY_NOBODY,
        entries: [string(TAG.PAYLOADFORMAT, 'drpm')],
      },
    },
    'more files than early reference transcoders can count; a delta, which saves rpm the pains',
    'passes through: a delta RPM',
    'refuses',
  ),
];

/** A file that is never installed, by its number; sorted as the numbers are. */
function ghost(number: number): FileDescription {
  return { type: 'ghost', path: `/opt/corpus/${number.toString(36).padStart(4, '0')}` };
}

/** The same strings as translations of one. */
function translated(entry: HeaderEntry): HeaderEntry {
  return { ...entry, type: ENTRY_TYPE.i18nString };
}
