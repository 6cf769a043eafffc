/**
 * The digest of the bytes that a hard-link set's first link is said to have, where the header gives
 * it fewer than the last link, whose content the archive has: some programs go by the first.
 */
import { toHex } from '../../../native-free-parsers/bytes/hex.ts';
import type { FileEntry, FileList } from '../../../native-free-parsers/files.ts';
import { ContentDigest } from '../../io/content-digest.ts';
import type { DigestName } from '../../io/digests.ts';
import { unequalSizes } from '../link-defects.ts';

/** Watches one content after another: {@link begin}, {@link update}, {@link digest}. */
export class LinkDigest {
  /** The first link's size by the index of the last. */
  readonly #sizes: ReadonlyMap<number, number>;
  readonly #digest: ContentDigest;
  #left = 0;
  #result: string | undefined;

  constructor(name: DigestName, fileList: FileList) {
    const shorter = unequalSizes(fileList).filter(([first, last]) => first.size < last.size);
    this.#sizes = new Map(shorter.map(([first, last]) => [last.index, first.size]));
    this.#digest = new ContentDigest(name);
  }

  /** Content of a regular file follows; undefined: something else does. */
  begin(file: FileEntry | undefined): void {
    this.#result = undefined;
    const size = file === undefined ? undefined : this.#sizes.get(file.index);
    this.#left = size ?? 0;
    if (size === undefined) return;
    this.#digest.begin(size);
    if (size === 0) this.#result = toHex(this.#digest.finish());
  }

  /** The next bytes of the content. */
  update(bytes: Uint8Array): void {
    if (this.#left === 0) return;
    const part = bytes.subarray(0, this.#left);
    this.#digest.update(part);
    this.#left -= part.length;
    if (this.#left === 0) this.#result = toHex(this.#digest.finish());
  }

  /** In hexadecimal, once enough bytes came; undefined where no link has fewer. */
  get digest(): string | undefined {
    return this.#result;
  }
}
