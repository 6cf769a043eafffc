/**
 * Files that rpm installs elsewhere than their path says.
 *
 * Policy: from the header alone. A path is a directory name and a base name as they stand; without
 * a slash between them rpm 4.18 and newer still go into the directory first, while the reflink
 * plugin opens the path in one piece.
 * Source: rpm 4.18 lib/fsm.c rpmPackageFilesInstall, ensureDir; plugins/reflink.c of the
 * Copy-on-Write patches, reflink_fsm_file_install.
 */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import type { FileEntry, FileList } from '../../native-free-parsers/files.ts';
import { findEntry, type Header } from '../../native-free-parsers/header/header.ts';
import { TAG } from '../../native-free-parsers/header/tags.ts';
import { entryData, getStrings, getUint32s } from '../../native-free-parsers/header/values.ts';
import type { Reason } from './reason.ts';
import type { RpmPackage } from './rpm-package.ts';

export interface AstrayFile {
  readonly file: FileEntry;
  /** The directory name, which does not end with a slash, and its position in DIRNAMES. */
  readonly directory: string;
  readonly directoryIndex: number;
}

/** The reason to leave a package with such files alone. */
export function astrayReasons({ isSource, head, fileList }: RpmPackage): Reason[] {
  if (isSource) return [];
  const [astray] = astrayFiles(head.main, fileList);
  if (astray === undefined) return [];
  const path = displayText(astray.file.path);
  const message = `the directory name of ${path} does not end with a slash`;
  return [{ rule: 'file-dirname-slash', message }];
}

/** Regular files, but for ghosts, whose directory name does not end with a slash. */
export function astrayFiles(main: Header, { files, names }: FileList): AstrayFile[] {
  if (names !== 'BASENAMES') return [];
  // Nearly all packages have none, and need no strings to show it.
  if (allEndWithSlash(entryData(main, findEntry(main, TAG.DIRNAMES)!))) return [];
  const directories = getStrings(main, TAG.DIRNAMES)!;
  const indexes = getUint32s(main, TAG.DIRINDEXES)!;
  return files.flatMap((file) => {
    const directoryIndex = indexes[file.index]!;
    const directory = directories[directoryIndex]!;
    const isAstray = file.type === 'regular' && !file.ghost && !directory.endsWith('/');
    return isAstray ? [{ file, directory, directoryIndex }] : [];
  });
}

const SLASH = 0x2f;

/** Of strings that end with a NUL each. */
function allEndWithSlash(names: Uint8Array): boolean {
  for (let end = names.indexOf(0); end >= 0; end = names.indexOf(0, end + 1)) {
    if (names[end - 1] !== SLASH) return false;
  }
  return true;
}
