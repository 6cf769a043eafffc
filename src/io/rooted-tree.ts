/**
 * Directories below a root, found so that nothing outside of it can be reached.
 *
 * Policy: paths are byte strings, resolved one component at a time from the root's descriptor, as
 * in a chroot: an absolute symbolic link starts at the root, one that climbs above it is an error.
 * Every directory found stays open until `close`: what is done in it later is done by descriptor
 * and a single name, and so cannot be led elsewhere by anything renamed or linked meanwhile. One
 * descriptor a directory; Node raises the limit to the hard one. A directory that is made here
 * stands under a temporary name, with all that is made in it, until it is committed.
 */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmdirSync,
} from 'node:fs';
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import { toLatin1 } from '../../native-free-parsers/bytes/hex.ts';
import { attempt, errnoOf, MachineError } from './machine-error.ts';
import { mkdirAt, openAt } from './native/libc.ts';

const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK } = constants;
const A_DIRECTORY = O_RDONLY | O_DIRECTORY | O_NOFOLLOW;
const MOST_LINKS = 40;
/** Nobody but us looks into a directory before it is finished. */
const UNFINISHED = 0o700;
const UNOWNED = 0o755;
const LARGEST_SMALL_FILE = 64 * 1024 * 1024;

/** An open directory below the root, or the root. */
export interface Directory {
  readonly fd: number;
  /** The number of the file system it is on (st_dev). */
  readonly device: number;
  /** Undefined for the root. */
  readonly parent: Directory | undefined;
  /** The name it has or will have in the parent, a byte string. */
  readonly name: string;
  /** The name it has now. */
  presentName: string;
  /** Whether it was made here and so holds nothing but what was made here. */
  readonly fresh: boolean;
  readonly known: Map<string, Directory>;
}

export class RootedTree {
  readonly root: Directory;
  readonly #rootPath: string;
  readonly #found = new Map<string, Directory>();
  readonly #open: Directory[] = [];
  /** Directories made here and not finished. */
  readonly #made: Directory[] = [];
  readonly #prefix = `.rpmcow-${randomBytes(6).toString('hex')}-`;
  #temporaries = 0;

  /** Opens the root: a directory that exists. */
  constructor(rootPath: string) {
    this.#rootPath = rootPath;
    this.root = attempt('open', rootPath, () => {
      const fd = openSync(rootPath, O_RDONLY | O_DIRECTORY);
      return this.#remember(undefined, '', '', false, fd);
    });
  }

  /** The directory at `path`, made with all above it where it is missing. */
  makeDirectory(path: string): Directory {
    let directory = this.#found.get(path);
    if (directory === undefined) {
      directory = this.#resolve(path, (parent, name) => this.#make(parent, name, path));
      this.#found.set(path, directory!);
    }
    return directory!;
  }

  /** What a regular file holds; undefined where there is none. Its name must be no symbolic link. */
  readSmallFile(path: string): Uint8Array | undefined {
    const slash = path.lastIndexOf('/');
    const directory = this.#resolve(path.slice(0, slash), () => undefined);
    if (directory === undefined) return undefined;
    return attempt('read', this.shown(path), () => {
      const fd = unless(['ENOENT', 'ELOOP'], () =>
        openSync(pathIn(directory, path.slice(slash + 1)), O_RDONLY | O_NOFOLLOW | O_NONBLOCK),
      );
      if (fd === undefined) return undefined;
      try {
        const stats = fstatSync(fd);
        return stats.isFile() && stats.size <= LARGEST_SMALL_FILE ? readFileSync(fd) : undefined;
      } finally {
        closeSync(fd);
      }
    });
  }

  /** A name that nothing else has. */
  temporaryName(): string {
    return `${this.#prefix}${this.#temporaries++}`;
  }

  /** Gives directories made here their names, where they still have temporary ones. */
  commitDirectories(): void {
    for (const directory of this.#made) {
      const { parent, name, presentName } = directory;
      if (presentName === name) continue;
      attempt('create', this.shown(pathOf(directory)), () =>
        renameSync(pathIn(parent!, presentName), pathIn(parent!, name)),
      );
      directory.presentName = name;
    }
  }

  /** Gives directories made here the usual mode, but for those that somebody described. */
  finishDirectories(described: { has(directory: Directory): boolean }): void {
    for (const directory of this.#made) {
      if (described.has(directory)) continue;
      attempt('finish', this.shown(pathOf(directory)), () => fchmodSync(directory.fd, UNOWNED));
    }
    this.#made.length = 0;
  }

  /** Removes the directories made here that are empty, unless they are finished. */
  removeMade(): void {
    for (const { parent, presentName } of this.#made.splice(0).toReversed()) {
      try {
        rmdirSync(pathIn(parent!, presentName));
      } catch {
        // Not empty: something else has moved in, and it stays.
      }
    }
  }

  close(): void {
    for (const { fd } of this.#open.splice(0)) closeSync(fd);
  }

  /** A path below the root, for people. */
  shown(path: string): string {
    return `${displayText(path)} below ${this.#rootPath}`;
  }

  #resolve(
    path: string,
    missing: (parent: Directory, name: string) => Directory | undefined,
  ): Directory | undefined {
    const pending = components(path).reverse();
    let directory = this.root;
    let links = 0;
    /** While more names than these are pending, they come from a symbolic link. */
    let ownNames = Number.POSITIVE_INFINITY;
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      if (name === '..') {
        if (directory.parent === undefined) this.#refuse(path, 'a symbolic link leads out of it');
        directory = directory.parent;
        continue;
      }
      const next = directory.known.get(name) ?? this.#findChild(directory, name, path);
      if (typeof next === 'string') {
        if (++links > MOST_LINKS) this.#refuse(path, 'too many symbolic links');
        ownNames = Math.min(ownNames, pending.length);
        pending.push(...components(next).reverse());
        if (next.startsWith('/')) directory = this.root;
        continue;
      }
      if (next === undefined && pending.length >= ownNames) {
        this.#refuse(path, 'a symbolic link leads nowhere in it');
      }
      const found = next ?? missing(directory, name);
      if (found === undefined) return undefined;
      directory = found;
    }
    return directory;
  }

  /** The directory, the target of the symbolic link, or undefined where there is nothing. */
  #findChild(parent: Directory, name: string, path: string): Directory | string | undefined {
    // All directories in it were made here, and are known.
    if (parent.fresh) return undefined;
    const place = pathIn(parent, name);
    return attempt('open', this.shown(path), () => {
      let fd: number | undefined;
      try {
        fd = openSync(place, A_DIRECTORY);
      } catch (error) {
        const code = errnoOf(error);
        if (code === 'ENOENT') return undefined;
        if (code !== 'ENOTDIR' && code !== 'ELOOP') throw error;
        const target = unless(['EINVAL'], () => readlinkSync(place, { encoding: 'buffer' }));
        if (target !== undefined) return toLatin1(target);
        this.#refuse(path, `${displayText(name)} is in the way: it is no directory`);
      }
      return this.#remember(parent, name, name, false, fd);
    });
  }

  #make(parent: Directory, name: string, path: string): Directory {
    const presentName = parent.fresh ? name : this.temporaryName();
    const place = pathIn(parent, presentName);
    const directory = attempt('create', this.shown(path), () => {
      // The C library's way is the fast one; what it cannot do, Node does or has the error for.
      if (mkdirAt(parent.fd, presentName, UNFINISHED) !== undefined) mkdirSync(place, UNFINISHED);
      try {
        const opened = openAt(parent.fd, presentName, A_DIRECTORY, 0);
        const fd = typeof opened === 'number' ? opened : openSync(place, A_DIRECTORY);
        return this.#remember(parent, name, presentName, true, fd);
      } catch (error) {
        rmdirSync(place);
        throw error;
      }
    });
    this.#made.push(directory);
    return directory;
  }

  /** Takes the descriptor over, also where that fails. */
  #remember(
    parent: Directory | undefined,
    name: string,
    presentName: string,
    fresh: boolean,
    fd: number,
  ): Directory {
    const known = new Map<string, Directory>();
    const device = fresh ? parent!.device : deviceOf(fd);
    const directory = { fd, device, parent, name, presentName, fresh, known };
    parent?.known.set(name, directory);
    this.#open.push(directory);
    return directory;
  }

  #refuse(path: string, reason: string): never {
    const subject = this.shown(path);
    throw new MachineError({
      doing: 'enter',
      subject,
      code: 'ELOOP',
      reason,
      advice: 'move it away',
    });
  }
}

/** The number of its file system; closes the descriptor where that cannot be told. */
function deviceOf(fd: number): number {
  try {
    return fstatSync(fd).dev;
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** The path of a name in an open directory, for system calls that do not follow the name itself. */
export function pathIn(directory: Directory, name: string): Buffer {
  return Buffer.from(`/proc/self/fd/${directory.fd}/${name}`, 'latin1');
}

/** Where a directory is below the root, as a byte string. */
export function pathOf({ parent, name }: Directory): string {
  if (parent === undefined) return '/';
  return parent.parent === undefined ? `/${name}` : `${pathOf(parent)}/${name}`;
}

function components(path: string): string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.');
}

/** The result of `call`, undefined where it fails with one of these codes. */
function unless<T>(codes: readonly string[], call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (codes.includes(errnoOf(error) ?? '')) return undefined;
    throw error;
  }
}
