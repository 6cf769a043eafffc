/**
 * From the described files to the members of the archive: file types, hard-link sets, which member
 * carries the content. Policy: paths named in the archive order must be described.
 */

import type { CpioMember } from './cpio-archive.ts';
import type { FileDescription, PackageDescription } from './description.ts';

const FILE_TYPE: Record<FileDescription['type'], number> = {
  regular: 0o100000,
  ghost: 0o100000,
  directory: 0o040000,
  symlink: 0o120000,
  fifo: 0o010000,
  'character-device': 0o020000,
  'block-device': 0o060000,
};

const DEFAULT_PERMISSIONS: Partial<Record<FileDescription['type'], number>> = {
  directory: 0o755,
  symlink: 0o777,
};

const DEFAULT_MTIME = 1_600_000_000;
const NOTHING = new Uint8Array();

/** File type and permissions, as in st_mode. */
export function modeOf(file: FileDescription): number {
  return FILE_TYPE[file.type] | (file.mode ?? DEFAULT_PERMISSIONS[file.type] ?? 0o644);
}

export function mtimeOf(file: FileDescription): number {
  return file.mtime ?? DEFAULT_MTIME;
}

/** FILEINODES: what the description says, else a number that no default of another file has. */
export function inodeOf(file: FileDescription, index: number): number {
  return file.inode ?? 0x10000 + index;
}

export function deviceOf(file: FileDescription): number {
  return file.device ?? 1;
}

/** What the archive has for the file: bytes of a regular file, target of a symlink. */
export function contentOf(file: FileDescription): Uint8Array {
  if (file.type === 'symlink') return Buffer.from(file.target);
  return file.type === 'regular' ? Buffer.from(file.content) : NOTHING;
}

/** The same for files that are hard links of each other, by rpm's own rule: inode 0 never links. */
export function linkSetOf(file: FileDescription, index: number): string | undefined {
  const inode = inodeOf(file, index);
  return file.type === 'regular' && inode !== 0 ? `${deviceOf(file)}:${inode}` : undefined;
}

/** The archive's members, in its order. */
export function archiveMembers(description: PackageDescription): CpioMember[] {
  const { files = [], archiveOrder, linkContent = 'last' } = description;
  const prefix = description.memberPrefix ?? defaultPrefix(description);
  const sets = files.map(linkSetOf);
  return inArchiveOrder(files, archiveOrder).map((fileIndex) => {
    const file = files[fileIndex]!;
    const set = sets[fileIndex];
    const elsewhere =
      set !== undefined &&
      ((linkContent === 'last' && sets.lastIndexOf(set) !== fileIndex) ||
        (linkContent === 'first' && sets.indexOf(set) !== fileIndex));
    return {
      name: prefix + file.path.replace(/^\//, ''),
      fileIndex,
      mode: modeOf(file),
      inode: inodeOf(file, fileIndex),
      links: set === undefined ? 1 : sets.filter((other) => other === set).length,
      mtime: mtimeOf(file),
      content: elsewhere ? NOTHING : contentOf(file),
    };
  });
}

function defaultPrefix({ kind, format }: PackageDescription): string {
  return kind === 'source' || format === 'v3' ? '' : './';
}

function inArchiveOrder(
  files: readonly FileDescription[],
  order: readonly string[] | undefined,
): number[] {
  if (order === undefined) return [...files.keys()].filter((i) => files[i]!.type !== 'ghost');
  const indexOf = new Map(files.map((file, index) => [file.path, index]));
  return order.map((path) => {
    const index = indexOf.get(path);
    if (index === undefined) throw new RangeError(`archiveOrder names ${path}, which is no file`);
    return index;
  });
}
