/**
 * Files that get their names all at once, or not at all.
 *
 * Policy: everything is made under a temporary name in the directory where it belongs (or with its
 * own in a directory that has a temporary one), and renamed by `commit`, which looks first whether
 * anything is in the way. What is there under the final name is replaced, never written to and never
 * followed. After a failure `abandon` removes what has not been committed. Directories are all found
 * before anything is made in them, so no link of the package leads anywhere. Nobody else reads a
 * file before it has its owner and mode; in a directory made here nobody can, so there a file is made
 * with the mode that it will have, and whether that and its owner then need a change is tried once.
 * Source: rpm 4.18 lib/fsm.c rpmPackageFilesInstall, which stages in the same way.
 */
import {
  closeSync,
  constants,
  lchownSync,
  linkSync,
  lstatSync,
  lutimesSync,
  openSync,
  renameSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs';
import type { CopyTarget } from './file-copier.ts';
import { hasOwnerAndMode, type Metadata, setMetadata, setTimes } from './file-metadata.ts';
import { attempt, MachineError } from './machine-error.ts';
import { mkfifo, openAt } from './native/libc.ts';
import { type Directory, pathIn, pathOf, type RootedTree } from './rooted-tree.ts';

const { O_RDWR, O_RDONLY, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK } = constants;
const NEW_FILE = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW;
const UNFINISHED = 0o600;
const SPECIAL_BITS = 0o7000;

interface StagedEntry {
  readonly path: string;
  readonly directory: Directory;
  readonly name: string;
  readonly presentName: string;
}

/** A regular file to be filled. */
export interface StagedFile extends CopyTarget {
  /** Gives it the metadata it was created for, and closes it. */
  finish(): void;
}

export class StagedTree {
  readonly #tree: RootedTree;
  readonly #staged = new Map<string, StagedEntry>();
  readonly #directories = new Map<Directory, Metadata>();
  /** Whether a file has the right owner and mode when it is made, by what that depends on. */
  readonly #madeRight = new Map<string, boolean>();
  #openFile: number | undefined;

  constructor(tree: RootedTree) {
    this.#tree = tree;
  }

  /** Finds or makes the directory of `path`; to be called for all before anything is made. */
  prepare(path: string): void {
    this.#tree.makeDirectory(parentOf(path));
  }

  /** A directory, made now where it is missing, that gets its owner, mode and time last. */
  describeDirectory(path: string, metadata: Metadata): void {
    this.#directories.set(this.#tree.makeDirectory(path), metadata);
  }

  /** A new empty file, the only one under way. Paths are byte strings and end in a name. */
  createFile(path: string, metadata: Metadata): StagedFile {
    const entry = this.#stage(path);
    const { directory } = entry;
    const name = this.#tree.shown(path);
    const { mode, capabilities, mtime } = metadata;
    const unseen = directory.fresh && capabilities === '' && (mode & SPECIAL_BITS) === 0;
    const fd = createIn(entry, unseen ? mode : UNFINISHED, name);
    this.#openFile = fd;
    return {
      fd,
      name,
      device: directory.device,
      finish: () => {
        if (unseen && this.#isMadeRight(fd, directory, metadata, name)) setTimes(fd, mtime, name);
        else setMetadata(fd, metadata, name);
        this.#openFile = undefined;
        attempt('finish', name, () => closeSync(fd));
      },
    };
  }

  /** Another name of a file made before, that had the path `of`. */
  linkFile(path: string, of: string): void {
    const from = presentPath(this.#staged.get(of)!);
    const entry = this.#stage(path);
    attempt('link', this.#tree.shown(path), () => linkSync(from, presentPath(entry)));
  }

  /** A symbolic link to a byte string, which is not looked at. */
  createSymlink(path: string, target: string, { owner, mtime }: Metadata): void {
    const place = presentPath(this.#stage(path));
    attempt('create', this.#tree.shown(path), () => {
      symlinkSync(Buffer.from(target, 'latin1'), place);
      if (owner !== undefined) lchownSync(place, owner.uid, owner.gid);
      lutimesSync(place, mtime, mtime);
    });
  }

  createFifo(path: string, metadata: Metadata): void {
    const place = presentPath(this.#stage(path));
    const name = this.#tree.shown(path);
    const code = mkfifo(place.toString('latin1'), UNFINISHED);
    if (code !== undefined) throw new MachineError({ doing: 'create', subject: name, code });
    const fd = attempt('open', name, () => openSync(place, O_RDONLY | O_NONBLOCK | O_NOFOLLOW));
    try {
      setMetadata(fd, metadata, name);
    } finally {
      closeSync(fd);
    }
  }

  /** Gives everything its name. */
  commit(): void {
    for (const entry of this.#staged.values()) this.#checkPlace(entry);
    this.#tree.commitDirectories();
    for (const entry of this.#staged.values()) {
      const { path, directory, name, presentName } = entry;
      if (presentName !== name) {
        attempt('create', this.#tree.shown(path), () =>
          renameSync(presentPath(entry), pathIn(directory, name)),
        );
      }
      this.#staged.delete(path);
    }
    this.#tree.finishDirectories(this.#directories);
    for (const [directory, metadata] of this.#directories) {
      setMetadata(directory.fd, metadata, this.#tree.shown(pathOf(directory)));
    }
  }

  /** Removes what has no name yet. */
  abandon(): void {
    if (this.#openFile !== undefined) closeSync(this.#openFile);
    this.#openFile = undefined;
    for (const entry of this.#staged.values()) {
      try {
        unlinkSync(presentPath(entry));
      } catch {
        // Never made, or gone: the failure that led here is the one to tell.
      }
    }
    this.#staged.clear();
    this.#tree.removeMade();
  }

  #stage(path: string): StagedEntry {
    const directory = this.#tree.makeDirectory(parentOf(path));
    const name = path.slice(path.lastIndexOf('/') + 1);
    const presentName = directory.fresh ? name : this.#tree.temporaryName();
    const entry = { path, directory, name, presentName };
    this.#staged.set(path, entry);
    return entry;
  }

  #isMadeRight(fd: number, directory: Directory, metadata: Metadata, name: string): boolean {
    const { mode, owner } = metadata;
    const key = `${directory.fd} ${mode} ${owner?.uid} ${owner?.gid}`;
    let right = this.#madeRight.get(key);
    if (right === undefined) {
      right = hasOwnerAndMode(fd, metadata, name);
      this.#madeRight.set(key, right);
    }
    return right;
  }

  /** A name cannot replace a directory. */
  #checkPlace({ path, directory, name }: StagedEntry): void {
    if (directory.fresh) return;
    const subject = this.#tree.shown(path);
    const there = attempt('examine', subject, () =>
      lstatSync(pathIn(directory, name), { throwIfNoEntry: false }),
    );
    if (!there?.isDirectory() && !directory.known.has(name)) return;
    const reason = 'a directory is in the way';
    throw new MachineError({
      doing: 'create',
      subject,
      code: 'EISDIR',
      reason,
      advice: 'move it away',
    });
  }
}

/** The C library's way is the fast one; what it cannot do, Node does or has the error for. */
function createIn(entry: StagedEntry, mode: number, name: string): number {
  const fd = openAt(entry.directory.fd, entry.presentName, NEW_FILE, mode);
  if (typeof fd === 'number') return fd;
  return attempt('create', name, () => openSync(presentPath(entry), NEW_FILE, mode));
}

function presentPath({ directory, presentName }: StagedEntry): Buffer {
  return pathIn(directory, presentName);
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
