/**
 * Hard-link sets that the reflink plugin installs wrongly, though stock rpm does not.
 *
 * Policy: from the header alone. Stock rpm goes by a set's last member, the plugin by its first;
 * and the plugin knows a set by its inode number alone, whatever the device.
 * Source: plugins/reflink.c of the Copy-on-Write patches, reflink_fsm_file_install.
 */
import type { FileEntry, FileList } from '../../native-free-parsers/files.ts';
import { remembering } from './remembering.ts';

/** Sets whose first and last member differ in size: each as [first, last]. */
export function unequalSizes({ files, hardLinkSets }: FileList): [FileEntry, FileEntry][] {
  return ends(files, hardLinkSets).filter(([first, last]) => first.size !== last.size);
}

/** Sets whose first and last member differ in digest: each as [first, last]. */
export function unequalDigests({ files, hardLinkSets }: FileList): [FileEntry, FileEntry][] {
  return ends(files, hardLinkSets).filter(([first, last]) => first.digest !== last.digest);
}

/**
 * Files that the plugin takes for a link of a set that they are not in, for they have its inode
 * number on another device: each with the first member of the set.
 */
export const inodeCollisions: (fileList: FileList) => readonly (readonly [FileEntry, FileEntry])[] =
  remembering(findCollisions);

function findCollisions({ files, hardLinkSets }: FileList): [FileEntry, FileEntry][] {
  if (hardLinkSets.length === 0) return [];
  const setOf = new Map(hardLinkSets.flatMap((indexes, set) => indexes.map((i) => [i, set])));
  const byInode = new Map(
    hardLinkSets.map((indexes, set) => [files[indexes[0]!]!.inode, { set, first: indexes[0]! }]),
  );
  const collisions: [FileEntry, FileEntry][] = [];
  for (const file of files) {
    if (file.type !== 'regular' || file.ghost || file.inode === 0) continue;
    const other = byInode.get(file.inode);
    if (other === undefined || other.set === setOf.get(file.index)) continue;
    collisions.push([file, files[other.first]!]);
  }
  return collisions;
}

function ends(
  files: readonly FileEntry[],
  sets: FileList['hardLinkSets'],
): [FileEntry, FileEntry][] {
  return sets.map((indexes) => [files[indexes[0]!]!, files[indexes.at(-1)!]!]);
}
