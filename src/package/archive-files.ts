/**
 * Which file of the package header an archive member is, and which files bring content.
 * Source: rpm 4.18 lib/rpmfi.c rpmfnFindFN, iterReadArchiveNext.
 */
import type { FileEntry, FileList } from '../../native-free-parsers/files.ts';
import type { CpioMember } from '../../native-free-parsers/payload/cpio.ts';

/**
 * A function that finds a member's file: by its number in a stripped archive, else by name. rpm
 * drops one "./" and then one "/" from a member's name, and takes absolute paths for relative ones.
 * Of a path that is in the list more than once, the file is the one that a bisection comes upon.
 */
export function memberFinder({ files }: FileList): (member: CpioMember) => FileEntry | undefined {
  const names = files.map(({ path }) => withoutRoot(path));
  const positions = new Map<string, number>();
  for (const [i, name] of names.entries()) if (!positions.has(name)) positions.set(name, i);
  const repeats = positions.size < names.length;
  return (member) => {
    if (member.format === 'stripped') return files[member.fileIndex];
    const name = withoutRoot(member.name.startsWith('./') ? member.name.slice(2) : member.name);
    const first = positions.get(name);
    if (first === undefined) return undefined;
    return files[repeats ? (bisect(names, name) ?? first) : first];
  };
}

/** A position of a name in a list that rpm takes to be sorted. */
function bisect(names: readonly string[], name: string): number | undefined {
  let low = 0;
  let high = names.length;
  while (high > low) {
    const middle = (high + low) >> 1;
    if (names[middle] === name) return middle;
    if (names[middle]! < name) low = middle + 1;
    else high = middle;
  }
  return undefined;
}

const NONE: ReadonlySet<number> = new Set();

/** Members of hard-link sets but for each set's last one: their content comes with that. */
export function emptyLinks({ hardLinkSets }: FileList): ReadonlySet<number> {
  if (hardLinkSets.length === 0) return NONE;
  return new Set(hardLinkSets.flatMap((set) => set.slice(0, -1)));
}

function withoutRoot(path: string): string {
  return path.startsWith('/') ? path.slice(1) : path;
}
