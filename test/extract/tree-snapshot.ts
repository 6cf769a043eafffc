/** A tree as plain data, to be compared. Policy: names are byte strings; nothing is followed. */
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

const DIRECTORY = 0o040000;
const REGULAR = 0o100000;
const SYMLINK = 0o120000;
const TYPE = 0o170000;

export interface SnapshotEntry {
  /** With the type bits. */
  readonly mode: number;
  readonly owner: string;
  /** Seconds; null for directories, which change when others put files into them. */
  readonly mtime: number | null;
  /** Digest of the content, or target of the link. */
  readonly content: string;
  /** The first path of the same inode. */
  readonly sameAs: string;
}

/** Every entry below `root` by its path; `without` are top-level names to leave out. */
export function snapshot(
  root: string,
  without: readonly string[] = [],
): Record<string, SnapshotEntry> {
  const entries: Record<string, SnapshotEntry> = {};
  const inodes = new Map<string, string>();
  const visit = (path: string) => {
    for (const name of readdirSync(Buffer.from(root + path, 'latin1'), { encoding: 'buffer' })) {
      const child = `${path}/${name.toString('latin1')}`;
      if (without.includes(child.slice(1))) continue;
      entries[child] = entryOf(Buffer.from(root + child, 'latin1'), child, inodes);
      if ((entries[child].mode & TYPE) === DIRECTORY) visit(child);
    }
  };
  visit('');
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function entryOf(place: Buffer, path: string, inodes: Map<string, string>): SnapshotEntry {
  const { mode, uid, gid, mtimeMs, ino, nlink } = lstatSync(place);
  const type = mode & TYPE;
  const sameAs = (type === REGULAR && nlink > 1 && inodes.get(`${ino}`)) || path;
  inodes.set(`${ino}`, sameAs);
  return {
    mode,
    owner: `${uid}:${gid}`,
    mtime: type === DIRECTORY ? null : mtimeMs / 1000,
    content: contentOf(place, type),
    sameAs,
  };
}

function contentOf(place: Buffer, type: number): string {
  if (type === REGULAR) return createHash('sha256').update(readFileSync(place)).digest('hex');
  return type === SYMLINK ? readlinkSync(place, { encoding: 'latin1' }) : '';
}
