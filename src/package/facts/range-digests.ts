/**
 * Digests of several ranges of one file, computed as its bytes pass.
 *
 * Policy: bytes come in order, from any start; each is given to the ranges it lies in. A digest
 * that this host does not have is left out.
 */
import { toHex } from '../../../native-free-parsers/bytes/hex.ts';
import { createDigest, type Digest, type DigestName, hasDigest } from '../../io/digests.ts';

export interface DigestRange {
  /** What its result is found by. */
  readonly name: string;
  readonly algorithm: DigestName;
  /** Absolute offsets in the file, `end` excluded. */
  readonly start: number;
  readonly end: number;
  /** Digested before and behind the range. */
  readonly before?: Uint8Array;
  readonly after?: Uint8Array;
}

export class RangeDigests {
  readonly #ranges: readonly (DigestRange & { readonly digest: Digest })[];
  #position: number;

  /** `position` is the absolute offset of the first byte to come. */
  constructor(position: number, ranges: readonly DigestRange[]) {
    this.#position = position;
    this.#ranges = ranges
      .filter(({ algorithm }) => hasDigest(algorithm))
      .map((range) => ({ ...range, digest: createDigest(range.algorithm) }));
    for (const { before, digest } of this.#ranges) if (before !== undefined) digest.update(before);
  }

  /** The next bytes of the file. */
  update(chunk: Uint8Array): void {
    const from = this.#position;
    this.#position += chunk.length;
    for (const { start, end, digest } of this.#ranges) {
      const part = chunk.subarray(Math.max(0, start - from), Math.max(0, end - from));
      if (part.length > 0) digest.update(part);
    }
  }

  /** The digests in hexadecimal, by name; ends the computation. */
  finish(): Map<string, string> {
    for (const { after, digest } of this.#ranges) if (after !== undefined) digest.update(after);
    return new Map(this.#ranges.map(({ name, digest }) => [name, toHex(digest.digest())]));
  }
}
