/**
 * Packages whose prediction needs no model: of their headers alone, with nothing in the file list that
 * the two sides could treat differently, or fail on.
 *
 * Policy: a shortcut, for packages that rpm refuses for nothing else. It may leave any package to the
 * model, and takes none that the model finds fault with: each condition keeps one step of the model
 * from doing more than to make the file that the header promises.
 */
import type { FileEntry, FileList } from '../../native-free-parsers/files.ts';
import { astrayFiles } from '../package/astray-files.ts';
import { isExtentsFile, type PackageFacts } from '../package/facts/facts.ts';
import { dependsOnHost, hasLongPath } from '../package/file-defects.ts';
import { areAscending } from '../package/file-paths.ts';
import { inodeCollisions, unequalDigests } from '../package/link-defects.ts';
import { nestedNames } from '../package/nested-names.ts';
import { trailerPlace } from '../package/rewritten-region.ts';
import type { RpmPackage } from '../package/rpm-package.ts';
import { unusualFiles } from '../package/unusual-files.ts';
import { isUncleanPath } from './reference-file-list.ts';

/** Whether a package that stock rpm does not refuse is the same with and without Copy-on-Write. */
export function isPlain({ payload, extents }: PackageFacts, pkg: RpmPackage): boolean {
  const { head, isSource, fileList } = pkg;
  const { files, names } = fileList;
  if (isSource || payload !== undefined || isExtentsFile(extents)) return false;
  if (head.main.region === undefined || trailerPlace(head.signature) === 'early') return false;
  if (names === 'OLDFILENAMES') return false;
  return (
    areAscending(files) &&
    unusualFiles(files).every(isHarmless) &&
    eachDigestHasOneSize(files) &&
    areSoundLinks(fileList) &&
    astrayFiles(head.main, fileList).length === 0 &&
    nestedNames(head.main, fileList).size === 0
  );
}

/** Unusual as it is, both sides make the file, and no other at its path. */
function isHarmless(file: FileEntry): boolean {
  if (isUncleanPath(file.path)) return false;
  const { type, ghost, capabilities } = file;
  if (ghost || type === 'directory' || type === 'symlink') return true;
  if (type === 'regular') return capabilities === '' && !hasLongPath(file);
  return type === 'character-device' && !dependsOnHost(file);
}

/**
 * Hard-link sets whose first member, which the one side goes by, has the content of the last, the
 * other's; their sizes are then equal, too.
 */
function areSoundLinks(fileList: FileList): boolean {
  return (
    fileList.hardLinkSets.length === 0 ||
    (unequalDigests(fileList).length === 0 && inodeCollisions(fileList).length === 0)
  );
}

/** What has the same digest is the same content to the reference transcoder. */
function eachDigestHasOneSize(files: readonly FileEntry[]): boolean {
  const sizes = new Map<string, number>();
  return files.every(({ type, ghost, size, digest }) => {
    if (type !== 'regular' || ghost) return true;
    if (digest === undefined) return false;
    const known = sizes.get(digest);
    if (known === undefined) sizes.set(digest, size);
    return known === undefined || known === size;
  });
}
