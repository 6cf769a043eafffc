/**
 * Main header entries for a small file list. Policy: what rpmbuild would write, unless told
 * otherwise; one directory, /d/.
 */
import {
  type EntryToEncode,
  int16Entry,
  int32Entry,
  stringArrayEntry,
} from '../../../native-free-parsers/header/encode.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { mainEntries } from './crafted-package.ts';

export interface FileToList {
  /** Below /d/. */
  readonly name: string;
  /** Default 0100644. */
  readonly mode?: number;
  readonly size?: number;
  readonly flags?: number;
  readonly digest?: string;
  readonly linkTo?: string;
  /** Default 1. */
  readonly device?: number;
  /** Default: the file's position, from 1. */
  readonly inode?: number;
}

/** The entries of a main header with these files; `others` replace or join them, by tag. */
export function fileListEntries(
  files: readonly FileToList[],
  ...others: readonly EntryToEncode[]
): EntryToEncode[] {
  const numbers = (values: (file: FileToList, i: number) => number) => files.map(values);
  const texts = (values: (file: FileToList) => string) => files.map(values);
  const listed = [
    int32Entry(
      TAG.FILESIZES,
      numbers(({ size = 0 }) => size),
    ),
    int16Entry(
      TAG.FILEMODES,
      numbers(({ mode = 0o100644 }) => mode),
    ),
    int16Entry(
      TAG.FILERDEVS,
      numbers(() => 0),
    ),
    int32Entry(
      TAG.FILEMTIMES,
      numbers(() => 1_600_000_000),
    ),
    stringArrayEntry(
      TAG.FILEDIGESTS,
      texts(({ digest = '' }) => digest),
    ),
    stringArrayEntry(
      TAG.FILELINKTOS,
      texts(({ linkTo = '' }) => linkTo),
    ),
    int32Entry(
      TAG.FILEFLAGS,
      numbers(({ flags = 0 }) => flags),
    ),
    stringArrayEntry(
      TAG.FILEUSERNAME,
      texts(() => 'root'),
    ),
    stringArrayEntry(
      TAG.FILEGROUPNAME,
      texts(() => 'root'),
    ),
    int32Entry(
      TAG.FILEDEVICES,
      numbers(({ device = 1 }) => device),
    ),
    int32Entry(
      TAG.FILEINODES,
      numbers(({ inode }, i) => inode ?? i + 1),
    ),
    int32Entry(
      TAG.DIRINDEXES,
      numbers(() => 0),
    ),
    stringArrayEntry(
      TAG.BASENAMES,
      texts(({ name }) => name),
    ),
    stringArrayEntry(TAG.DIRNAMES, ['/d/']),
  ];
  const replaced = new Set(others.map(({ tag }) => tag));
  return mainEntries(...listed.filter(({ tag }) => !replaced.has(tag)), ...others);
}

/** The same without some tags. */
export function without(entries: readonly EntryToEncode[], ...tags: number[]): EntryToEncode[] {
  return entries.filter(({ tag }) => !tags.includes(tag));
}
