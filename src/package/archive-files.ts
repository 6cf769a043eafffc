/**
 * Which file of the package header an archive member is, and which files bring content.
 * Source: rpm 4.18 lib/rpmfi.c rpmfnFindFN, iterReadArchiveNext.
 */
import type { FileEntry, FileList } from '../../native-free-parsers/files.ts';
import type { CpioMember } from '../../native-free-parsers/payload/cpio.ts';

/**
 * A function that finds a member's file: by its number in a stripped archive, else by name. rpm
 * drops one "./" and then one "/" from a member's name, and takes absolute paths for relative ones.
 */
export function memberFinder({ files }: FileList): (member: CpioMember) => FileEntry | undefined {
  const byName = new Map(files.map((file) => [withoutRoot(file.path), file]));
  return (member) => {
    if (member.format === 'stripped') return files[member.fileIndex];
    const { name } = member;
    return byName.get(withoutRoot(name.startsWith('./') ? name.slice(2) : name));
  };
}

/** Members of hard-link sets but for each set's last one: their content comes with that. */
export function emptyLinks({ hardLinkSets }: FileList): ReadonlySet<number> {
  return new Set(hardLinkSets.flatMap((set) => set.slice(0, -1)));
}

function withoutRoot(path: string): string {
  return path.startsWith('/') ? path.slice(1) : path;
}
