/**
 * The header's file list: parallel arrays, one value a file. Policy: digests and sizes are those of
 * the content unless the file says otherwise. Source: rpm docs/manual/tags.md, build/files.c.
 */

import { contentOf, deviceOf, inodeOf, linkSetOf, modeOf, mtimeOf } from './archive-members.ts';
import type { FileDescription, PackageDescription } from './description.ts';
import { DIGEST_ALGORITHM, type DigestAlgorithm, hexDigest } from './digest.ts';
import { type HeaderEntry, int16, int32, int64, stringArray } from './header-entry.ts';
import { TAG } from './tags.ts';

const GHOST = 1 << 6;
const VERIFY_EVERYTHING = -1;
const DIRECTORY_SIZE = 4096;

/** Every entry that describes files, none for a package without files. */
export function fileEntries(description: PackageDescription): HeaderEntry[] {
  const { files = [], format = 'v4' } = description;
  if (files.length === 0) return [int32(TAG.SIZE, [0])];
  const algorithm = description.fileDigestAlgorithm ?? (format === 'v3' ? 'md5' : 'sha256');
  return [
    ...sizeEntries(files, description.longSizes ?? format === 'v6'),
    ...(format === 'v3' ? [stringArray(TAG.OLDFILENAMES, pathsOf(files))] : pathEntries(files)),
    int16(TAG.FILEMODES, files.map(modeOf)),
    int16(
      TAG.FILERDEVS,
      files.map((file) => ('rdev' in file ? file.rdev : 0)),
    ),
    int32(TAG.FILEMTIMES, files.map(mtimeOf)),
    stringArray(
      TAG.FILEDIGESTS,
      files.map((file) => digestOf(file, algorithm)),
    ),
    stringArray(
      TAG.FILELINKTOS,
      files.map((file) => (file.type === 'symlink' ? file.target : '')),
    ),
    int32(
      TAG.FILEFLAGS,
      files.map((file) => (file.flags ?? 0) | (file.type === 'ghost' ? GHOST : 0)),
    ),
    stringArray(
      TAG.FILEUSERNAME,
      files.map(({ user = 'root' }) => user),
    ),
    stringArray(
      TAG.FILEGROUPNAME,
      files.map(({ group = 'root' }) => group),
    ),
    int32(
      TAG.FILEVERIFYFLAGS,
      files.map(() => VERIFY_EVERYTHING),
    ),
    int32(TAG.FILEDEVICES, files.map(deviceOf)),
    int32(TAG.FILEINODES, files.map(inodeOf)),
    stringArray(
      TAG.FILELANGS,
      files.map(() => ''),
    ),
    ...(format === 'v3' ? [] : [int32(TAG.FILEDIGESTALGO, [DIGEST_ALGORITHM[algorithm]])]),
  ];
}

function sizeEntries(files: readonly FileDescription[], long: boolean): HeaderEntry[] {
  const sizes = files.map(sizeOf);
  const sets = files.map(linkSetOf);
  const total = sizes.reduce((sum, size, i) => {
    const counted = files[i]!.type !== 'directory' && (!sets[i] || sets.indexOf(sets[i]) === i);
    return counted ? sum + size : sum;
  }, 0);
  return long
    ? [int64(TAG.LONGSIZE, [total]), int64(TAG.LONGFILESIZES, sizes)]
    : [int32(TAG.SIZE, [total]), int32(TAG.FILESIZES, sizes)];
}

function sizeOf(file: FileDescription): number {
  if (file.size !== undefined) return file.size;
  return file.type === 'directory' ? DIRECTORY_SIZE : contentOf(file).length;
}

function digestOf(file: FileDescription, algorithm: DigestAlgorithm): string {
  if (file.digest !== undefined) return file.digest;
  return file.type === 'regular' ? hexDigest(algorithm, contentOf(file)) : '';
}

function pathsOf(files: readonly FileDescription[]): string[] {
  return files.map(({ path }) => path);
}

/** Base names, directory names in order of first use, and which directory each file is in. */
function pathEntries(files: readonly FileDescription[]): HeaderEntry[] {
  const split = pathsOf(files).map((path) => {
    const cut = path.lastIndexOf('/') + 1;
    return { directory: path.slice(0, cut), base: path.slice(cut) };
  });
  const directories = [...new Set(split.map(({ directory }) => directory))];
  return [
    int32(
      TAG.DIRINDEXES,
      split.map(({ directory }) => directories.indexOf(directory)),
    ),
    stringArray(
      TAG.BASENAMES,
      split.map(({ base }) => base),
    ),
    stringArray(TAG.DIRNAMES, directories),
  ];
}
