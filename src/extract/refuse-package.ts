/**
 * What is not extracted, as the head of a package alone decides.
 *
 * Policy: whatever stock rpm refuses; names that mean another place than they spell, which rpm would
 * follow; source packages, which belong into a build tree.
 */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import type { FileEntry } from '../../native-free-parsers/files.ts';
import { astrayReasons } from '../package/astray-files.ts';
import { hasDotNames } from '../package/file-defects.ts';
import { nestedReasons } from '../package/nested-names.ts';
import type { Reason } from '../package/reason.ts';
import { headRefusals } from '../package/refusal.ts';
import type { RpmPackage } from '../package/rpm-package.ts';
import { Refused } from './refused.ts';

/** @throws Refused */
export function refusePackage(pkg: RpmPackage): void {
  const because = [
    ...headRefusals(pkg),
    ...sourcePackage(pkg),
    ...astrayReasons(pkg),
    ...nestedReasons(pkg),
    ...pkg.fileList.files.filter(({ ghost }) => !ghost).flatMap(pathRefusals),
  ];
  if (because.length > 0) throw new Refused(...because);
}

function sourcePackage({ isSource }: RpmPackage): Reason[] {
  if (!isSource) return [];
  return [{ rule: 'source-package', message: 'a source package does not install into a root' }];
}

/** "/" itself may be in the file list, as a directory. */
function pathRefusals(file: FileEntry): Reason[] {
  const { path, type } = file;
  if (hasDotNames(file)) {
    const message = `${displayText(path)} has "." or ".." for a name`;
    return [{ rule: 'file-path-dots', message }];
  }
  if (type === 'directory' && path !== '/' && (path === '' || path.endsWith('/'))) {
    return [{ rule: 'file-name-empty', message: `${displayText(path)} has no name` }];
  }
  return [];
}
