/**
 * What rpm 4.18 without Copy-on-Write makes of an archive: the tree it unpacks, or why it gives up.
 *
 * Policy: rpm's steps one by one, its slips included. Between the first member of a hard-link set
 * and its content every regular file becomes a link of that set, whatever it is, and the next
 * content goes into it; only the file that brings content gets mode and owner.
 * Source: rpm 4.18 lib/fsm.c rpmPackageFilesInstall, fsmMkfile.
 */
import type { FileEntry } from '../../native-free-parsers/files.ts';
import { dependsOnHost, hasFalseCapabilities } from '../package/file-defects.ts';
import type { ArchiveWalk, Content } from './reference-archive.ts';
import { readingDefect } from './reference-content.ts';
import { MadeDirectories } from './reference-directories.ts';
import type { TransactionFiles } from './reference-file-list.ts';
import { type Inode, type Install, newInode, refuses } from './reference-tree.ts';

/** Unpacks an archive into an empty root. */
export function stockInstall(list: TransactionFiles, walk: ArchiveWalk): Install {
  const unpacking = new Unpacking(list);
  for (const step of walk.steps) {
    if (step.kind === 'ghost') continue;
    const { file, content } = step;
    const defect = unpacking.unpack(file, content);
    if (defect !== undefined) return refuses(defect);
  }
  if (walk.defect !== undefined) return refuses(walk.defect);
  return unpacking.result();
}

class Unpacking {
  readonly #list: TransactionFiles;
  readonly #directories: MadeDirectories;
  /** What was made so far, by the index of the file. */
  readonly #made = new Map<number, Inode>();
  readonly #oddities = new Set<string>();
  /** The hard-link set that waits for its content, by its first file. */
  #open: { readonly file: FileEntry; readonly inode: Inode } | undefined;

  constructor(list: TransactionFiles) {
    this.#list = list;
    this.#directories = new MadeDirectories(list.nested);
  }

  /** Makes a file and returns the rule that it fails by, if it does. */
  unpack(file: FileEntry, content: Content | undefined): string | undefined {
    if (this.#list.skipped.has(file.index)) {
      if (this.#open === undefined || content === undefined) return undefined;
      return this.#write(this.#open.inode, this.#open.file, file, content);
    }
    if (!this.#directories.has(file)) return 'file-name-slash';
    if (file.type === 'regular') return this.#makeRegular(file, content);
    if (file.type === 'unknown') return 'file-mode-type';
    if (file.type !== 'directory' && this.#made.has(file.index)) return 'cpio-duplicate-entry';
    this.#made.set(file.index, newInode());
    // It is opened for reading once made: without a writer, a fifo for ever.
    if (file.type === 'fifo') return 'file-fifo';
    return dependsOnHost(file) ? 'file-device-node' : undefined;
  }

  /** The tree, once the archive has ended well. */
  result(): Install {
    if (this.#open !== undefined) this.#oddities.add('cpio-link-order');
    const tree = new Map<string, Inode>();
    for (const { index, path, type } of this.#list.files) {
      const inode = this.#made.get(index);
      if (inode !== undefined && type === 'regular') tree.set(path, inode);
    }
    return { kind: 'installs', tree, oddities: this.#oddities };
  }

  #makeRegular(file: FileEntry, content: Content | undefined): string | undefined {
    // The first of an open set may come again: it is neither made nor linked a second time.
    if (this.#made.has(file.index) && this.#open?.file !== file) return 'cpio-duplicate-entry';
    const inode = this.#open?.inode ?? newInode();
    if (this.#open !== undefined && this.#setOf(file) !== this.#setOf(this.#open.file)) {
      this.#oddities.add('cpio-link-interleaved');
    }
    this.#made.set(file.index, inode);
    if (this.#open === undefined && this.#setOf(file) !== undefined) this.#open = { file, inode };
    return content === undefined ? undefined : this.#write(inode, file, file, content);
  }

  /** Content ends whatever set was open. */
  #write(inode: Inode, made: FileEntry, file: FileEntry, content: Content): string | undefined {
    const defect = readingDefect(file, content, this.#list);
    if (defect !== undefined) return defect;
    if (hasFalseCapabilities(made)) return 'file-capabilities';
    inode.content = content.identity;
    inode.size = content.size;
    inode.mode = made.mode;
    this.#open = undefined;
    return undefined;
  }

  #setOf(file: FileEntry): unknown {
    return this.#list.setOf.get(file.index);
  }
}
