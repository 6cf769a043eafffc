/**
 * What stock rpm refuses, or never finishes, because of an entry of the file list.
 *
 * Policy: tried with rpm 4.18 itself, entry by entry; where rpm's verdict depends on the host the
 * entry is not judged here.
 * Source: rpm 4.18 lib/fsm.c rpmPackageFilesInstall, fsmSetFCaps, fsmFsPath; lib/transaction.c.
 */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import type { FileEntry } from '../../native-free-parsers/files.ts';
import { isCapabilityText } from './capability-text.ts';
import type { Reason } from './reason.ts';

/** NAME_MAX of Linux file systems, in bytes. */
const LONGEST_NAME = 255;
/** rpm unpacks everything but directories under a name with ";" and 8 digits at its end. */
const TEMPORARY_SUFFIX = 9;

/** The first refusal of each kind. */
export function fileRefusals(files: readonly FileEntry[]): Reason[] {
  const parents = parentDirectories(files);
  const seen = new Set<string>();
  const reasons = new Map<string, Reason>();
  for (const file of files) {
    const refuse = (rule: string, what: string) => {
      if (!reasons.has(rule))
        reasons.set(rule, { rule, message: `${displayText(file.path)} ${what}` });
    };
    if (seen.has(file.path)) refuse('file-duplicate-path', 'is in the file list twice');
    seen.add(file.path);
    if (!file.ghost) judge(file, parents, refuse);
  }
  return [...reasons.values()];
}

function judge(
  file: FileEntry,
  parents: ReadonlySet<string>,
  refuse: (rule: string, what: string) => void,
): void {
  const { path, type } = file;
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (type === 'unknown') {
    refuse('file-mode-type', `has mode ${file.mode.toString(8)}, which is no type of file`);
  }
  if (!path.startsWith('/')) refuse('file-dirname-slash', 'is not an absolute path');
  if (name.length + (type === 'directory' ? 0 : TEMPORARY_SUFFIX) > LONGEST_NAME) {
    refuse('file-name-length', 'has a name too long for rpm to unpack');
  }
  if (type === 'directory') return;
  if (name === '') refuse('file-name-empty', 'has no name');
  if (type === 'symlink' && file.linkTo === '')
    refuse('file-symlink-target', 'is a link to nothing');
  if (parents.has(path)) {
    refuse('file-path-conflict', 'is no directory, yet other files are below it');
  }
  if (type === 'regular' && file.capabilities !== '' && !isCapabilityText(file.capabilities)) {
    refuse(
      'file-capabilities',
      `has capabilities "${displayText(file.capabilities)}", which are none`,
    );
  }
}

/** Every directory that some file's path leads through. */
function parentDirectories(files: readonly FileEntry[]): Set<string> {
  const parents = new Set<string>();
  for (const { path } of files) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const parent = path.slice(0, end);
      if (parents.has(parent)) break;
      parents.add(parent);
    }
  }
  return parents;
}
