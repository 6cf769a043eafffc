/**
 * The transcoder's input: a forward-only stream that is counted and digested whole.
 *
 * Policy: buffers nothing of its own; every byte passes once through the digests and, if asked,
 * into a spool. Digests of the whole input are true only at the end, so `finish` insists on it.
 * When the spool fails (a full disk) nothing is lost: what it holds, the rest of the piece that
 * did not fit and what is still to come make up the original.
 */

import type { ByteReader } from '../../native-free-parsers/bytes/byte-source.ts';
import type { Breather } from './breathe.ts';
import { createDigest, type Digest, type DigestName } from './digests.ts';
import { pump } from './pump.ts';
import type { Spool } from './spool.ts';

/** What is known of an input once it was read to its end. */
export interface InputSummary {
  /** Bytes read. */
  readonly length: number;
  /** As they were asked for, in that order, repetitions included. */
  readonly digests: readonly { readonly name: DigestName; readonly digest: Uint8Array }[];
}

const NOTHING = new Uint8Array(0);

/** A reader that remembers how much passed, its digests and, if asked, the bytes. */
export class InputStream implements ByteReader {
  readonly #source: ByteReader;
  readonly #asked: readonly DigestName[];
  readonly #digests: ReadonlyMap<DigestName, Digest>;
  readonly #spool: Spool | undefined;
  #spooling: boolean;
  #unspooled = NOTHING;
  #length = 0;
  #ended = false;
  #fault: { readonly error: unknown } | undefined;

  /** `spool` gets a copy of every byte; it stays the caller's. */
  constructor(source: ByteReader, digests: Iterable<DigestName> = [], spool?: Spool) {
    this.#source = source;
    this.#asked = [...digests];
    this.#digests = new Map(this.#asked.map((name) => [name, createDigest(name)]));
    this.#spool = spool;
    this.#spooling = spool !== undefined;
  }

  /** Bytes read so far. */
  get length(): number {
    return this.#length;
  }

  /**
   * The next bytes; 0 at the end. When the spool fails its MachineError is thrown once, the bytes
   * counted and digested all the same: go on with {@link original}. When the source fails it stays
   * failed, because what came after the gap would not be the original.
   */
  read(into: Uint8Array): number {
    if (this.#ended || into.length === 0) return 0;
    if (this.#fault !== undefined) throw this.#fault.error;
    const n = this.#readSource(into);
    this.#ended = n === 0;
    this.#length += n;
    const chunk = into.subarray(0, n);
    for (const digest of this.#digests.values()) digest.update(chunk);
    if (this.#spooling) this.#keep(chunk);
    return n;
  }

  /** Reads to the end, in bounded memory; `breathe` is awaited between mebibytes. */
  async drain(breathe?: Breather): Promise<void> {
    await pump(this, () => {}, breathe);
  }

  /**
   * The whole input from its first byte: what the spool holds, then what is still to come, which
   * is from now on no longer spooled. Only for an input with a spool, and only once.
   */
  original(): ByteReader {
    const spool = this.#spool;
    if (spool === undefined) throw new TypeError('an input without a spool cannot be read again');
    this.#spooling = false;
    const parts: ByteReader[] = [spool.reader(), bytesReader(this.#unspooled), this];
    return {
      read(into) {
        if (into.length === 0) return 0;
        for (let part = parts[0]; part !== undefined; part = parts[0]) {
          const n = part.read(into);
          if (n > 0) return n;
          parts.shift();
        }
        return 0;
      },
    };
  }

  /** Length and digests; the input must have been read to its end. */
  finish(): InputSummary {
    if (!this.#ended) throw new TypeError('the input was not read to its end');
    const results = new Map<DigestName, Uint8Array>();
    for (const [name, digest] of this.#digests) results.set(name, digest.digest());
    const digests = this.#asked.map((name) => ({ name, digest: results.get(name)! }));
    return { length: this.#length, digests };
  }

  #readSource(into: Uint8Array): number {
    try {
      return this.#source.read(into);
    } catch (error) {
      this.#fault = { error };
      throw error;
    }
  }

  #keep(chunk: Uint8Array): void {
    const spool = this.#spool!;
    const before = spool.size;
    try {
      spool.append(chunk);
    } catch (error) {
      this.#spooling = false;
      this.#unspooled = chunk.slice(spool.size - before);
      throw error;
    }
  }
}

function bytesReader(bytes: Uint8Array): ByteReader {
  let position = 0;
  return {
    read(into) {
      const piece = bytes.subarray(position, position + into.length);
      into.set(piece);
      position += piece.length;
      return piece.length;
    },
  };
}
