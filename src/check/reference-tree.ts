/**
 * What an installation leaves behind, as far as two of them can differ: regular files, which of them
 * are links of one another, what is in them, and the mode they end with.
 *
 * Directories, symbolic links and nodes come from the header alone: they are the same wherever an
 * installation succeeds.
 */

/** What several paths may lead to. */
export interface Inode {
  /** Content.identity; empty for no content. */
  content: string;
  size: number;
  /** Permissions, owner and group once set: FILEMODES; undefined: as the file was made. */
  mode: number | undefined;
}

/** By path. */
export type Tree = ReadonlyMap<string, Inode>;

export type Install =
  | {
      readonly kind: 'installs';
      readonly tree: Tree;
      /** Rules that say why it is not the tree that the header promises. */
      readonly oddities: ReadonlySet<string>;
    }
  | { readonly kind: 'refuses'; readonly because: readonly string[] };

export function refuses(...because: readonly string[]): Install {
  return { kind: 'refuses', because };
}

/** An inode without content, as open(2) makes it. */
export function newInode(): Inode {
  return { content: '', size: 0, mode: undefined };
}

/** Whether both have the same files, alike in content, size and mode, and linked alike. */
export function isSameTree(one: Tree, other: Tree): boolean {
  if (one.size !== other.size) return false;
  const pairs = new Map<Inode, Inode>();
  const taken = new Set<Inode>();
  for (const [path, inode] of one) {
    const twin = other.get(path);
    if (twin === undefined) return false;
    const known = pairs.get(inode);
    if (known !== undefined) {
      if (known !== twin) return false;
    } else if (taken.has(twin) || !isAlike(inode, twin)) {
      return false;
    }
    pairs.set(inode, twin);
    taken.add(twin);
  }
  return true;
}

function isAlike(one: Inode, other: Inode): boolean {
  return one.content === other.content && one.size === other.size && one.mode === other.mode;
}
