/** Where the file list says something of one file: an element of an array in the main header. */
import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import type { FileEntry, FileList } from '../../../native-free-parsers/files.ts';
import { findEntry, type Header } from '../../../native-free-parsers/header/header.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { elementSize } from '../../../native-free-parsers/header/types.ts';
import { entryData, getUint32s } from '../../../native-free-parsers/header/values.ts';
import type { RpmPackage } from '../../package/rpm-package.ts';
import { unusualFiles } from '../../package/unusual-files.ts';
import { dataPlace, tagPlace } from '../places.ts';
import type { Where } from '../rule.ts';

/**
 * Installed files of a binary package that have a defect: no ghosts.
 * @param has true for unusual files only (unusual-files.ts).
 */
export function installedFiles(
  { isSource, fileList }: RpmPackage,
  has: (file: FileEntry) => boolean,
): FileEntry[] {
  return isSource ? [] : unusualFiles(fileList.files).filter((file) => !file.ghost && has(file));
}

/** What an array says of a file; the array's index entry, or the header, where it says nothing. */
export function filePlace(main: Header, tag: number, { index, path }: FileEntry): Where {
  return { ...elementPlace(main, tag, index), path: displayText(path) };
}

/** A file's name in the list. */
export function namePlace(main: Header, { names }: FileList, file: FileEntry): Where {
  return filePlace(main, names === 'OLDFILENAMES' ? TAG.OLDFILENAMES : TAG.BASENAMES, file);
}

/** The name of a file's directory. */
export function directoryPlace(main: Header, fileList: FileList, file: FileEntry): Where {
  const directory = getUint32s(main, TAG.DIRINDEXES)?.[file.index];
  if (fileList.names === 'OLDFILENAMES' || directory === undefined) {
    return namePlace(main, fileList, file);
  }
  return { ...elementPlace(main, TAG.DIRNAMES, directory), path: displayText(file.path) };
}

/** A file's size in the array that rpm takes it from. */
export function sizePlace(main: Header, file: FileEntry): Where {
  const short = findEntry(main, TAG.FILESIZES) !== undefined;
  return filePlace(main, short ? TAG.FILESIZES : TAG.LONGFILESIZES, file);
}

/** One element of an array. */
export function elementPlace(header: Header, tag: number, index: number): Where {
  const position = findEntry(header, tag);
  if (position === undefined || index >= header.entries[position]!.count) {
    return tagPlace(header, tag);
  }
  const size = elementSize(header.entries[position]!.type);
  if (size !== undefined) return dataPlace(header, position, index * size, size);
  const data = entryData(header, position);
  let start = 0;
  for (let i = 0; i < index; i++) start = data.indexOf(0, start) + 1;
  return dataPlace(header, position, start, data.indexOf(0, start) - start);
}
