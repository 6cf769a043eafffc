/**
 * The files of one package, staged below a root.
 *
 * Policy: the header says what there is; contents come from elsewhere, each once. %ghost files,
 * devices and sockets are left out and counted. The links of a set are one inode with the metadata
 * of the last, as rpm makes them.
 */
import type { FileEntry, FileList } from '../../native-free-parsers/files.ts';
import type { StagedFile, StagedTree } from '../io/staged-tree.ts';
import type { Owners } from './owners.ts';

/** How many there are of each kind; of a hard-link set one is a regular file. */
export interface TreeCounts {
  readonly regularFiles: number;
  readonly emptyFiles: number;
  readonly hardLinks: number;
  readonly directories: number;
  readonly symlinks: number;
  readonly fifos: number;
  readonly skipped: { readonly ghosts: number; readonly devices: number; readonly sockets: number };
}

export class PackageTree {
  readonly #fileList: FileList;
  readonly #staged: StagedTree;
  readonly #owners: Owners;

  constructor(fileList: FileList, staged: StagedTree, owners: Owners) {
    this.#fileList = fileList;
    this.#staged = staged;
    this.#owners = owners;
  }

  /** Finds and makes all directories; to be called before anything else. */
  prepare(): void {
    for (const file of this.#present()) {
      if (file.type !== 'directory') this.#staged.prepare(file.path);
      else this.#staged.describeDirectory(file.path, this.#owners.metadataOf(file));
    }
  }

  /** A new file for the content of `file`, to be filled and finished. */
  createContent(file: FileEntry): StagedFile {
    return this.#staged.createFile(file.path, this.#owners.metadataOf(file));
  }

  /** Everything else but directories; to be called when all contents are there. */
  stageOthers(): void {
    const { files, hardLinkSets } = this.#fileList;
    for (const set of hardLinkSets) {
      const carrier = files[set.at(-1)!]!.path;
      for (const index of set.slice(0, -1)) this.#staged.linkFile(files[index]!.path, carrier);
    }
    for (const file of this.#present()) {
      const metadata = this.#owners.metadataOf(file);
      if (file.type === 'symlink') {
        this.#staged.createSymlink(file.path, file.linkTo, metadata);
      } else if (file.type === 'fifo') {
        this.#staged.createFifo(file.path, metadata);
      }
    }
  }

  /** All but ghosts. */
  #present(): FileEntry[] {
    return this.#fileList.files.filter(({ ghost }) => !ghost);
  }
}

export function countTree({ files, hardLinkSets }: FileList): TreeCounts {
  const there = files.filter(({ ghost }) => !ghost);
  const count = (...types: readonly FileEntry['type'][]) =>
    there.filter(({ type }) => types.includes(type)).length;
  const hardLinks = hardLinkSets.reduce((links, set) => links + set.length - 1, 0);
  const links = new Set(hardLinkSets.flatMap((set) => set.slice(0, -1)));
  return {
    regularFiles: count('regular') - hardLinks,
    emptyFiles: there.filter(
      ({ type, size, index }) => type === 'regular' && size === 0 && !links.has(index),
    ).length,
    hardLinks,
    directories: count('directory'),
    symlinks: count('symlink'),
    fifos: count('fifo'),
    skipped: {
      ghosts: files.length - there.length,
      devices: count('block-device', 'character-device'),
      sockets: count('socket'),
    },
  };
}
