/**
 * Hard-link sets: regular files of one package with the same device and inode number.
 *
 * In the archive only the last member of a set (by its index in the header) carries the content.
 * Source: rpm 4.18 lib/rpmfi.c rpmfilesBuildNLink, iterReadArchiveNext.
 */

/** Indexes of the members in ascending order; always two or more. */
export type HardLinkSet = readonly number[];

export interface LinkCandidate {
  readonly index: number;
  readonly device: number;
  readonly inode: number;
}

/**
 * Groups candidates (regular files that are not ghosts, in header order) into sets. Inode 0 never
 * links.
 */
export function hardLinkSets(candidates: readonly LinkCandidate[]): HardLinkSet[] {
  if (areNumbered(candidates)) return [];
  const groups = new Map<string, number[]>();
  for (const { index, device, inode } of candidates) {
    if (inode === 0) continue;
    const id = `${device}:${inode}`;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [index]);
    else group.push(index);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Whether inode numbers ascend, as those that rpmbuild gives files without links. */
function areNumbered(candidates: readonly LinkCandidate[]): boolean {
  for (let i = 1; i < candidates.length; i++) {
    if (candidates[i]!.inode <= candidates[i - 1]!.inode) return false;
  }
  return true;
}
