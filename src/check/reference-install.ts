/**
 * What rpm 4.19 with the reflink plugin makes of the reference transcoder's output: the tree it
 * installs, or why it gives up.
 *
 * Policy: no archive is read: the header's files are made in its order. The plugin knows links by
 * their inode number alone, whatever the device, and contents by their digest alone, and compares
 * nothing. With an empty table it leaves everything to rpm, which then has no content to unpack.
 * Source: plugins/reflink.c reflink_psm_pre, reflink_fsm_file_install; lib/fsm.c
 * rpmPackageFilesInstall, fsmMkfile; both of rpm's branch 4.19 with the Copy-on-Write patches.
 */
import type { FileEntry } from '../../native-free-parsers/files.ts';
import { hasFalseCapabilities, hasLongPath } from '../package/file-defects.ts';
import { MadeDirectories } from './reference-directories.ts';
import type { TransactionFiles } from './reference-file-list.ts';
import type { ReferenceOutput, StoredContent } from './reference-transcoder.ts';
import { type Inode, type Install, newInode, refuses } from './reference-tree.ts';

type Extents = Extract<ReferenceOutput, { kind: 'extents' }>;

/** Installs an extents file into an empty root. */
export function extentsInstall(list: TransactionFiles, output: Extents): Install {
  const directories = new MadeDirectories(list.nested);
  const regular: FileEntry[] = [];
  for (const file of list.files) {
    if (list.skipped.has(file.index)) continue;
    if (!directories.has(file)) return refuses('file-name-slash');
    if (file.type === 'unknown') return refuses('file-mode-type');
    if (file.type === 'regular') regular.push(file);
  }
  return output.table.size > 0 ? withPlugin(list, regular, output) : withoutContents(list, output);
}

function withPlugin(
  { files, setOf, astray, nested }: TransactionFiles,
  regular: readonly FileEntry[],
  { table, lost, size: end }: Extents,
): Install {
  const tree = new Map<string, Inode>();
  const oddities = new Set<string>();
  const links = new Map<number, { readonly inode: Inode; readonly file: FileEntry }>();
  for (const file of regular) {
    // The plugin goes by the path as it reads, in one piece; rpm goes from directory to directory.
    if (astray.has(file)) return refuses('file-dirname-slash');
    if (nested.get(file.index)?.name.startsWith('/')) return refuses('file-name-slash');
    if (hasLongPath(file)) return refuses('file-path-length');
    if (hasFalseCapabilities(file)) return refuses('file-capabilities');
    const link = links.get(file.inode);
    const inode = link?.inode ?? newInode();
    if (link === undefined) {
      const set = setOf.get(file.index);
      if (set !== undefined) links.set(file.inode, { inode, file });
      if (set !== undefined && files[set.at(-1)!]!.size !== file.size) {
        oddities.add('file-hardlink-size');
      }
      const stored = file.size === 0 ? NOTHING : table.get(file.digest!);
      if (stored === undefined) return refuses(...lostFor(lost));
      if (stored.offset + file.size > end) return refuses('digest-collision');
      fill(inode, file, stored);
      if (stored.size !== file.size) oddities.add('digest-collision');
    } else if (setOf.get(file.index) !== setOf.get(link.file.index)) {
      oddities.add('file-inode-collision');
    }
    inode.mode = file.mode;
    tree.set(file.path, inode);
  }
  return { kind: 'installs', tree, oddities };
}

const NOTHING: StoredContent = { offset: 0, size: 0, identity: '' };

/** As many bytes as the header says, from where the content lies. */
function fill(inode: Inode, { size }: FileEntry, stored: StoredContent): void {
  inode.size = size;
  inode.content =
    stored.size === size ? stored.identity : `${size} bytes of ${stored.size}: ${stored.identity}`;
}

/**
 * The first file of any set is made and stays empty, since only an archive brings the content that
 * would end the set; all others become links of it. A file that is not made is then taken for that
 * content, so there must be none, nor a file of its own.
 */
function withoutContents({ files, setOf, skipped }: TransactionFiles, { lost }: Extents): Install {
  const inode = newInode();
  const tree = new Map<string, Inode>();
  for (const { index, path, type } of files) {
    if (type !== 'regular') continue;
    const isMade = !skipped.has(index);
    if (!setOf.has(index) && (isMade || tree.size > 0)) return refuses(...lostFor(lost));
    if (isMade) tree.set(path, inode);
  }
  return { kind: 'installs', tree, oddities: lost };
}

/** Nothing lost, and yet a digest without content: another link's is in the table. */
function lostFor(lost: ReadonlySet<string>): string[] {
  return lost.size > 0 ? [...lost] : ['file-hardlink-digest'];
}
