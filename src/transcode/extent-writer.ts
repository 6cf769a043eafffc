/**
 * Lays contents out: each one once, at a multiple of the block size, in the order of the archive.
 *
 * Policy: content is digested as it passes and compared with what the header promises, duplicates
 * too, because stock rpm would check them. What is stored is digested by who writes it, so its
 * comparison comes later, at the writer's next flush at the latest. Where the digest is too weak to
 * tell contents apart (MD5, SHA-1), contents that share one are compared by SHA-256 as well.
 * Source: EXTENTS-FORMAT, order of extents.
 */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import { toHex } from '../../native-free-parsers/bytes/hex.ts';
import { isWeakDigest } from '../../native-free-parsers/digest-algorithms.ts';
import type { FileEntry } from '../../native-free-parsers/files.ts';
import type { AlignedWriter } from '../io/aligned-writer.ts';
import { ContentDigest } from '../io/content-digest.ts';
import type { DigestName } from '../io/digests.ts';
import type { ContentSink } from '../package/archive-reader.ts';
import { hasDigestOf } from '../package/content-check.ts';
import { KeyIdentities } from './key-identities.ts';
import { PassThrough } from './pass-through.ts';
import type { PlannedContent } from './plan.ts';
import type { ReusePool } from './reuse.ts';

export interface ExtentLayout {
  readonly blockSize: number;
  /** The file digests' algorithm. */
  readonly algorithm: DigestName;
  /** Where contents may be cloned from. */
  readonly reuse: ReusePool | undefined;
}

export class ExtentWriter implements ContentSink {
  /** Where each key's content lies: hex digest to absolute offset. */
  readonly offsets = new Map<string, number>();
  readonly #writer: AlignedWriter;
  readonly #contents: ReadonlyMap<number, PlannedContent>;
  readonly #blockSize: number;
  readonly #algorithm: DigestName;
  /** Of content that is not written. */
  readonly #digest: ContentDigest;
  readonly #identity: ContentDigest | undefined;
  /** Of the keys that several contents share. */
  readonly #identities = new KeyIdentities();
  readonly #reuse: ReusePool | undefined;
  #current: PlannedContent | undefined;
  #storing = false;

  constructor(
    writer: AlignedWriter,
    contents: ReadonlyMap<number, PlannedContent>,
    { blockSize, algorithm, reuse }: ExtentLayout,
  ) {
    this.#writer = writer;
    this.#contents = contents;
    this.#blockSize = blockSize;
    this.#algorithm = algorithm;
    this.#reuse = isWeakDigest(algorithm) ? undefined : reuse;
    this.#digest = new ContentDigest(algorithm);
    this.#identity = isWeakDigest(algorithm) ? new ContentDigest('SHA256') : undefined;
  }

  begin(file: FileEntry): void {
    const content = this.#contents.get(file.index)!;
    this.#current = content;
    if (content.shared) this.#identity?.begin(file.size);
    const known = this.#knownOffset(content.keys);
    if (known === undefined) this.#writer.padTo(this.#blockSize);
    const offset = known ?? this.#writer.position;
    for (const key of content.keys) this.offsets.set(key, offset);
    this.#storing = known === undefined && !this.#placeFromNeighbour(file);
    if (this.#storing) this.#writer.beginContent();
    else this.#digest.begin(file.size);
  }

  content(bytes: Uint8Array): void {
    if (this.#current!.shared) this.#identity?.update(bytes);
    if (this.#storing) this.#writer.write(bytes);
    else this.#digest.update(bytes);
  }

  end(): void {
    const { file, keys, shared } = this.#current!;
    if (this.#storing) this.#writer.endContent((digest) => this.#verify(file, digest));
    else this.#verify(file, this.#digest.finish());
    if (shared && this.#identity !== undefined) this.#compare(file, keys, this.#identity);
  }

  #verify(file: FileEntry, binary: Uint8Array): void {
    const digest = toHex(binary);
    if (!hasDigestOf(file, this.#algorithm, digest)) {
      throw new PassThrough({
        rule: 'digest-mismatch',
        message: `${displayText(file.path)} has the ${this.#algorithm} digest ${digest}, its header says ${file.digest}`,
      });
    }
  }

  #placeFromNeighbour({ digest, size }: FileEntry): boolean {
    return this.#reuse?.place(this.#writer, this.#algorithm, digest!, size) ?? false;
  }

  #knownOffset(keys: readonly string[]): number | undefined {
    for (const key of keys) {
      const offset = this.offsets.get(key);
      if (offset !== undefined) return offset;
    }
    return undefined;
  }

  #compare(file: FileEntry, keys: readonly string[], identity: ContentDigest): void {
    if (this.#identities.agree(keys, toHex(identity.finish()))) return;
    throw new PassThrough({
      rule: 'digest-collision',
      message: `${displayText(file.path)} has other content than a file with the same ${this.#algorithm} digest`,
    });
  }
}
