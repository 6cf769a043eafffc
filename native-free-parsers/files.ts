/**
 * The file list: parallel arrays of the main header, read as rpm reads them.
 *
 * Policy: lengths are checked against the number of names before anything is paired; arrays that
 * rpm does without (digests, link targets) may be absent, those whose disagreement makes rpm give
 * up are a FormatError. Paths are byte strings (header/values.ts).
 * Source: rpm 4.18 lib/rpmfi.c rpmfilesNew, rpmfilesPopulate, indexSane; lib/headerutil.c
 * compressFilelist for OLDFILENAMES.
 */
import { FormatError } from './bytes/format-error.ts';
import { type DigestAlgorithm, fileDigestAlgorithm } from './digest-algorithms.ts';
import { type HardLinkSet, hardLinkSets } from './hard-links.ts';
import { dataOffset, findEntry, type Header, hasTag } from './header/header.ts';
import { TAG, tagName } from './header/tags.ts';
import {
  countOf,
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
  readonly hardLinkSets: readonly HardLinkSet[];
  /** Which tags the names came from. */
  readonly names: 'none' | 'BASENAMES' | 'OLDFILENAMES';
}

/**
 * Reads the file list of a main header.
 * @throws FormatError BAD_VALUE (section main-header) where rpm says `error reading from file`.
 */
export function readFileList(header: Header): FileList {
  const paths = readPaths(header);
  const digestAlgorithm = fileDigestAlgorithm(getUint32(header, TAG.FILEDIGESTALGO));
  const names = hasTag(header, TAG.BASENAMES)
    ? 'BASENAMES'
    : paths.length > 0
      ? 'OLDFILENAMES'
      : 'none';
  if (paths.length === 0) return { files: [], digestAlgorithm, hardLinkSets: [], names };

  const count = paths.length;
  for (const tag of MUST_AGREE) {
    const found = countOf(header, tag);
    if (found !== 0 && found !== count) {
      refuse(header, tag, `${count} entries of ${tagName(tag)}`, `${found}`);
    }
  }
  const users = paired(getStrings(header, TAG.FILEUSERNAME), count);
  const groups = paired(getStrings(header, TAG.FILEGROUPNAME), count);
  if (users === undefined) refuse(header, TAG.FILEUSERNAME, `${count} owners`, 'none that match');
  if (groups === undefined) refuse(header, TAG.FILEGROUPNAME, `${count} groups`, 'none that match');

  const modes = sized(header, TAG.FILEMODES, getUint16s, count);
  const flags = sized(header, TAG.FILEFLAGS, getUint32s, count);
  const sizes = sized(header, TAG.FILESIZES, getUint32s, count);
  const longSizes = sized(header, TAG.LONGFILESIZES, getUint64s, count);
  const inodes = sized(header, TAG.FILEINODES, getUint32s, count);
  const devices = paired(getUint32s(header, TAG.FILEDEVICES), count);
  const rdevs = sized(header, TAG.FILERDEVS, getUint16s, count);
  const mtimes = sized(header, TAG.FILEMTIMES, getUint32s, count);
  const linkTos = paired(getStrings(header, TAG.FILELINKTOS), count);
  const capabilities = paired(getStrings(header, TAG.FILECAPS), count);
  const digests = readDigests(header, count, digestAlgorithm.length);

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
  return { files, digestAlgorithm, hardLinkSets: hardLinkSets(linkable), names };
}

/** Arrays whose length rpm insists on where they exist. */
const MUST_AGREE = [
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
  const baseNames = getStrings(header, TAG.BASENAMES) ?? [];
  const dirNames = getStrings(header, TAG.DIRNAMES) ?? [];
  const dirIndexes = getUint32s(header, TAG.DIRINDEXES) ?? new Uint32Array();
  if (baseNames.length === 0 || dirNames.length === 0 || dirIndexes.length !== baseNames.length) {
    refuse(
      header,
      TAG.DIRINDEXES,
      'as many DIRINDEXES as BASENAMES, and DIRNAMES',
      `${dirIndexes.length}, ${baseNames.length} and ${dirNames.length}`,
    );
  }
  const wrong = dirIndexes.findIndex((index) => index >= dirNames.length);
  if (wrong >= 0) {
    refuse(
      header,
      TAG.DIRINDEXES,
      `directory indexes below ${dirNames.length}`,
      `${dirIndexes[wrong]} for file ${wrong}`,
    );
  }
  return baseNames.map((name, i) => dirNames[dirIndexes[i]!]! + name);
}

/**
 * The digests as rpm's hex2bin makes them: all or nothing by length, "" is all zeros, and a digit
 * that is none counts as 0.
 */
function readDigests(header: Header, count: number, length: number): string[] | undefined {
  const digests = paired(getStrings(header, TAG.FILEDIGESTS), count);
  if (digests?.some((digest) => digest !== '' && digest.length !== 2 * length)) return undefined;
  return digests?.map((digest) =>
    digest === '' ? '0'.repeat(2 * length) : digest.toLowerCase().replace(/[^0-9a-f]/g, '0'),
  );
}

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
    refuse(header, tag, `${count} entries of the type of ${tagName(tag)}`, 'another type');
  }
  return values;
}

function safeNumber(value: bigint): number {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : Number.POSITIVE_INFINITY;
}

function refuse(header: Header, tag: number, expected: string, found: string): never {
  const position = findEntry(header, tag);
  throw new FormatError({
    code: 'BAD_VALUE',
    section: 'main-header',
    offset: position === undefined ? header.offset : dataOffset(header, header.entries[position]!),
    expected,
    found,
    rpmSays: 'error reading from file',
  });
}
