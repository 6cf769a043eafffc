/**
 * What stock rpm refuses, or never finishes, because of an entry of the file list.
 *
 * Policy: tried with rpm 4.18 itself, entry by entry; where rpm's verdict depends on the host the
 * entry is not judged here.
 * Source: rpm 4.18 lib/fsm.c rpmPackageFilesInstall; lib/transaction.c.
 */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import type { FileEntry } from '../../native-free-parsers/files.ts';
import {
  hasFalseCapabilities,
  hasLongName,
  isLinkToNothing,
  isNameless,
  isRelative,
  isUnknownType,
} from './file-defects.ts';
import { blockedPaths, repeatedPaths } from './file-paths.ts';
import type { Reason } from './reason.ts';
import { unusualFiles } from './unusual-files.ts';

interface Refusal {
  readonly rule: string;
  readonly refuses: (file: FileEntry) => boolean;
  /** What follows the file's path in the message. */
  readonly what: (file: FileEntry) => string;
}

/** Of files that are no ghosts; each is unusual (unusual-files.ts). */
const REFUSALS: readonly Refusal[] = [
  {
    rule: 'file-mode-type',
    refuses: isUnknownType,
    what: ({ mode }) => `has mode ${mode.toString(8)}, which is no type of file`,
  },
  {
    rule: 'file-path-relative',
    refuses: isRelative,
    what: () => 'is not an absolute path',
  },
  {
    rule: 'file-name-length',
    refuses: hasLongName,
    what: () => 'has a name too long for rpm to unpack',
  },
  { rule: 'file-name-empty', refuses: isNameless, what: () => 'has no name' },
  { rule: 'file-symlink-empty', refuses: isLinkToNothing, what: () => 'is a link to nothing' },
  {
    rule: 'file-capabilities',
    refuses: hasFalseCapabilities,
    what: ({ capabilities }) => `has capabilities "${displayText(capabilities)}", which are none`,
  },
];

/** The first refusal of each kind. */
export function fileRefusals(files: readonly FileEntry[]): Reason[] {
  const reasons: Reason[] = [];
  const unusual = unusualFiles(files);
  const refuse = (rule: string, file: FileEntry | undefined, what: (file: FileEntry) => string) => {
    if (file === undefined) return;
    reasons.push({ rule, message: `${displayText(file.path)} ${what(file)}` });
  };
  if (unusual.length > 0) {
    for (const { rule, refuses, what } of REFUSALS) {
      refuse(
        rule,
        unusual.find((file) => !file.ghost && refuses(file)),
        what,
      );
    }
  }
  refuse('file-duplicate-path', repeatedPaths(files)[0]?.[0], () => 'is in the file list twice');
  refuse(
    'file-path-conflict',
    blockedPaths(files)[0],
    () => 'is no directory, yet other files are below it',
  );
  return reasons;
}
