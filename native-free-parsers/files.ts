/**
 * The file list: parallel arrays of the main header, read as rpm reads them.
 *
 * Policy: lengths are checked against the number of names before anything is paired; arrays that
 * rpm does without (digests, link targets) may be absent, those whose disagreement makes rpm give
 * up are a FormatError. Paths are byte strings (header/values.ts).
 * Source: rpm 4.18 lib/rpmfi.c rpmfilesNew, rpmfilesPopulate, indexSane, tag2pool;
 * lib/headerutil.c compressFilelist for OLDFILENAMES.
 */
import { type Defect, FormatError } from './bytes/format-error.ts';
import { type DigestAlgorithm, fileDigestAlgorithm } from './digest-algorithms.ts';
import { type HardLinkSet, hardLinkSets } from './hard-links.ts';
import { dataOffset, findEntry, type Header, hasTag } from './header/header.ts';
import { TAG, tagName } from './header/tags.ts';
import {
  countOf,
  getStringArray,
  getStrings,
  getUint16s,
  getUint32,
  getUint32s,
  getUint64s,
} from './header/values.ts';

const GHOST = 1 << 6;
const TYPE_MASK = 0o170000;

export type FileType =
  | 'regular'
  | 'directory'
  | 'symlink'
  | 'fifo'
  | 'block-device'
  | 'character-device'
  | 'socket'
  | 'unknown';

const FILE_TYPES: ReadonlyMap<number, FileType> = new Map([
  [0o010000, 'fifo'],
  [0o020000, 'character-device'],
  [0o040000, 'directory'],
  [0o060000, 'block-device'],
  [0o100000, 'regular'],
  [0o120000, 'symlink'],
  [0o140000, 'socket'],
]);

export interface FileEntry {
  /** Position in the header's arrays. */
  readonly index: number;
  /** Directory and base name, joined as they stand. */
  readonly path: string;
  readonly type: FileType;
  /** FILEMODES with its type bits; 0 where the tag is absent. */
  readonly mode: number;
  /** Bytes; Infinity where LONGFILESIZES exceeds what a number holds. */
  readonly size: number;
  /** FILEFLAGS (RPMFILE_*). */
  readonly flags: number;
  readonly ghost: boolean;
  /** The digest rpm compares with, in lower-case hex; undefined when it has none for any file. */
  readonly digest: string | undefined;
  readonly device: number;
  readonly inode: number;
  readonly rdev: number;
  readonly linkTo: string;
  /** Seconds since 1970. */
  readonly mtime: number;
  readonly user: string;
  readonly group: string;
  readonly capabilities: string;
}

export interface FileList {
  readonly files: readonly FileEntry[];
  readonly digestAlgorithm: DigestAlgorithm;
  /** FILEDIGESTS as they stand, one a file; undefined where there are none, or not as many. */
  readonly digestTexts: readonly string[] | undefined;
  readonly hardLinkSets: readonly HardLinkSet[];
  /** Which tags the names came from. */
  readonly names: 'none' | 'BASENAMES' | 'OLDFILENAMES';
}

/**
 * Reads the file list of a main header.
 * @throws FormatError BAD_VALUE (section main-header) where rpm says `error reading from file` or
 *   crashes for want of names.
 */
export function readFileList(header: Header): FileList {
  const paths = readPaths(header);
  const digestAlgorithm = fileDigestAlgorithm(getUint32(header, TAG.FILEDIGESTALGO));
  const names = hasTag(header, TAG.BASENAMES)
    ? 'BASENAMES'
    : paths.length > 0
      ? 'OLDFILENAMES'
      : 'none';
  if (paths.length === 0) {
    return { files: [], digestAlgorithm, digestTexts: undefined, hardLinkSets: [], names };
  }

  const count = paths.length;
  for (const tag of SIZED_ARRAYS) {
    const found = countOf(header, tag);
    if (found !== 0 && found !== count) {
      refuse('array-length', header, tag, `${count} entries of ${tagName(tag)}`, `${found}`);
    }
  }
  const users = paired(getStringArray(header, TAG.FILEUSERNAME), count);
  const groups = paired(getStringArray(header, TAG.FILEGROUPNAME), count);
  if (users === undefined) {
    refuse('array-length', header, TAG.FILEUSERNAME, `${count} owners`, 'none that match');
  }
  if (groups === undefined) {
    refuse('array-length', header, TAG.FILEGROUPNAME, `${count} groups`, 'none that match');
  }

  const modes = sized(header, TAG.FILEMODES, getUint16s, count);
  const flags = sized(header, TAG.FILEFLAGS, getUint32s, count);
  const sizes = sized(header, TAG.FILESIZES, getUint32s, count);
  const longSizes = sized(header, TAG.LONGFILESIZES, getUint64s, count);
  const inodes = sized(header, TAG.FILEINODES, getUint32s, count);
  const devices = paired(getUint32s(header, TAG.FILEDEVICES), count);
  const rdevs = sized(header, TAG.FILERDEVS, getUint16s, count);
  const mtimes = sized(header, TAG.FILEMTIMES, getUint32s, count);
  const linkTos = paired(getStringArray(header, TAG.FILELINKTOS), count);
  const capabilities = paired(getStrings(header, TAG.FILECAPS), count);
  const digestTexts = paired(getStrings(header, TAG.FILEDIGESTS), count);
  const digests = digestsOf(digestTexts, digestAlgorithm.length);

  const files = paths.map((path, index): FileEntry => {
    const mode = modes?.[index] ?? 0;
    const fileFlags = flags?.[index] ?? 0;
    return {
      index,
      path,
      type: FILE_TYPES.get(mode & TYPE_MASK) ?? 'unknown',
      mode,
      // FILESIZES first, as rpmfilesFSize: a package that has both is read by the short ones.
      size: sizes?.[index] ?? safeNumber(longSizes?.[index] ?? 0n),
      flags: fileFlags,
      ghost: (fileFlags & GHOST) !== 0,
      digest: digests?.[index],
      device: devices?.[index] ?? 0,
      inode: inodes?.[index] ?? 0,
      rdev: rdevs?.[index] ?? 0,
      linkTo: linkTos?.[index] ?? '',
      mtime: mtimes?.[index] ?? 0,
      user: users![index]!,
      group: groups![index]!,
      capabilities: capabilities?.[index] ?? '',
    };
  });
  const linkable =
    devices === undefined ? [] : files.filter((file) => file.type === 'regular' && !file.ghost);
  return { files, digestAlgorithm, digestTexts, hardLinkSets: hardLinkSets(linkable), names };
}

/** Tags whose number of elements rpm insists on where they exist. */
export const SIZED_ARRAYS: readonly number[] = [
  TAG.FILEMODES,
  TAG.FILEFLAGS,
  TAG.FILESIZES,
  TAG.LONGFILESIZES,
  TAG.FILECOLORS,
  TAG.FILESTATES,
  TAG.FILECAPS,
  TAG.FILEMTIMES,
  TAG.FILERDEVS,
  TAG.FILEINODES,
];

/** Full paths in header order, from BASENAMES and its companions or from OLDFILENAMES. */
function readPaths(header: Header): string[] {
  if (!hasTag(header, TAG.BASENAMES)) {
    return hasTag(header, TAG.DIRNAMES) ? [] : (getStrings(header, TAG.OLDFILENAMES) ?? []);
  }
  const count = countOf(header, TAG.BASENAMES);
  const directories = countOf(header, TAG.DIRNAMES);
  const dirIndexes = getUint32s(header, TAG.DIRINDEXES) ?? new Uint32Array();
  if (count === 0 || directories === 0 || dirIndexes.length !== count) {
    refuse(
      'array-length',
      header,
      TAG.DIRINDEXES,
      'as many DIRINDEXES as BASENAMES, and DIRNAMES',
      `${dirIndexes.length}, ${count} and ${directories}`,
    );
  }
  const wrong = dirIndexes.findIndex((index) => index >= directories);
  if (wrong >= 0) {
    refuse(
      'dirindex-range',
      header,
      TAG.DIRINDEXES,
      `directory indexes below ${directories}`,
      `${dirIndexes[wrong]} for file ${wrong}`,
    );
  }
  const dirNames = namesOf(header, TAG.DIRNAMES);
  return namesOf(header, TAG.BASENAMES).map((name, i) => dirNames[dirIndexes[i]!]! + name);
}

/** rpm has no names at all where their type is another, and crashes. */
function namesOf(header: Header, tag: number): string[] {
  return (
    getStringArray(header, tag) ??
    refuse('array-type', header, tag, 'an array of strings', 'another type')
  );
}

/**
 * The digests as rpm's hex2bin makes them: all or nothing by length, "" is all zeros, and a digit
 * that is none counts as 0.
 */
function digestsOf(texts: readonly string[] | undefined, length: number): string[] | undefined {
  if (texts?.some((text) => text !== '' && text.length !== 2 * length)) return undefined;
  const zeros = '0'.repeat(2 * length);
  // All at once: nearly always all are as they should be.
  if (texts === undefined || !NOT_LOWER_HEX.test(texts.join(''))) {
    return texts?.map((text) => (text === '' ? zeros : text));
  }
  return texts.map((text) => (text === '' ? zeros : text.toLowerCase().replace(/[^0-9a-f]/g, '0')));
}

const NOT_LOWER_HEX = /[^0-9a-f]/;

/** An array only if it has one element a file. */
function paired<T extends { readonly length: number }>(
  values: T | undefined,
  count: number,
): T | undefined {
  return values?.length === count ? values : undefined;
}

/** An array that must have the tag's type wherever the tag is there: only v3 headers can differ. */
function sized<T>(
  header: Header,
  tag: number,
  get: (header: Header, tag: number) => T | undefined,
  count: number,
): T | undefined {
  const values = get(header, tag);
  if (values === undefined && hasTag(header, tag)) {
    const expected = `${count} entries of the type of ${tagName(tag)}`;
    refuse('tag-type', header, tag, expected, 'another type');
  }
  return values;
}

function safeNumber(value: bigint): number {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : Number.POSITIVE_INFINITY;
}

function refuse(
  defect: Defect,
  header: Header,
  tag: number,
  expected: string,
  found: string,
): never {
  const position = findEntry(header, tag);
  throw new FormatError({
    code: 'BAD_VALUE',
    defect,
    section: 'main-header',
    tag,
    offset: position === undefined ? header.offset : dataOffset(header, header.entries[position]!),
    expected,
    found,
    ...(defect === 'array-type' ? {} : { rpmSays: 'error reading from file' }),
  });
}
