/**
 * Under which digests the contents of a package are found on a Copy-on-Write host.
 *
 * Policy: from the header alone. The reflink plugin looks a content up by the digest that the
 * header has for the file it installs; of a hard-link set it installs the first member, while stock
 * rpm checks the last one's digest. Both are keys of the set's content.
 * Source: plugins/reflink.c of the Copy-on-Write patches, reflink_fsm_file_install.
 */
import type { FileEntry, FileList } from '../../native-free-parsers/files.ts';
import { emptyLinks } from './archive-files.ts';
import { remembering } from './remembering.ts';

/** A content of the archive, by the file that carries it. */
export interface KeyedContent {
  /** A file of its own, or the last member of a hard-link set. */
  readonly file: FileEntry;
  /** Digests in hex: one, or two where the first member's is not the last one's. */
  readonly keys: readonly string[];
}

/** Regular files whose content the archive has, in header order. */
export const contentCarriers: (fileList: FileList) => readonly FileEntry[] = remembering(
  (fileList) => {
    const empty = emptyLinks(fileList);
    return fileList.files.filter(
      ({ index, type, ghost }) => type === 'regular' && !ghost && !empty.has(index),
    );
  },
);

/** Every content with its keys; for lists with usable digests. */
export function keyedContents(fileList: FileList): KeyedContent[] {
  const { files, hardLinkSets } = fileList;
  const firstOf = new Map(hardLinkSets.map((set) => [set.at(-1)!, files[set[0]!]!]));
  return contentCarriers(fileList).map((file) => {
    const own = file.digest!;
    const first = firstOf.get(file.index)?.digest ?? own;
    return { file, keys: first === own ? [own] : [first, own] };
  });
}

/**
 * A content whose key belongs to another content too: the digests that rpm would check are two, and
 * a table of digests can lead to one content only. With the file that had the key first.
 */
export function conflictingKeys(
  contents: readonly KeyedContent[],
): readonly [file: FileEntry, other: FileEntry] | undefined {
  if (contents.every(({ keys }) => keys.length === 1)) return undefined;
  const truth = new Map<string, FileEntry>();
  for (const { file, keys } of contents) {
    for (const key of keys) {
      const other = truth.get(key);
      if (other !== undefined && other.digest !== file.digest) return [file, other];
      truth.set(key, file);
    }
  }
  return undefined;
}
