/**
 * The digest of one file's content after another.
 *
 * Policy: content that comes in one piece, as nearly all small files do, is digested in one call;
 * only content in pieces gets a state of its own.
 */
import { createDigest, type Digest, type DigestName, digestOf } from './digests.ts';

export class ContentDigest {
  readonly #name: DigestName;
  #size = 0;
  #running: Digest | undefined;
  #whole: Uint8Array | undefined;

  constructor(name: DigestName) {
    this.#name = name;
  }

  /** Starts over, for content of `size` bytes. */
  begin(size: number): void {
    this.#size = size;
    this.#running = undefined;
    this.#whole = size === 0 ? digestOf(this.#name, new Uint8Array()) : undefined;
  }

  /** The next bytes of the content. */
  update(bytes: Uint8Array): void {
    if (bytes.length === this.#size) {
      this.#whole = digestOf(this.#name, bytes);
      return;
    }
    this.#running ??= createDigest(this.#name);
    this.#running.update(bytes);
  }

  /** The binary digest of everything since `begin`. */
  finish(): Uint8Array {
    return this.#whole ?? this.#running!.digest();
  }
}
