/**
 * Contents of one file to be digested, shared by threads that each take the next one.
 *
 * Policy: nothing but memory that both threads have, so that taking one costs an atomic addition.
 * The largest come first: the threads then end at about the same time. A content is digested when
 * it is marked so, and not because somebody took it.
 */
import { ContentDigest } from '../io/content-digest.ts';
import { type DigestName, digestOf } from '../io/digests.ts';
import type { FileSource } from '../io/file-source.ts';

/** XFS lets nobody clone while somebody reads, so reads are short. */
const PIECE = 64 * 1024;

export interface Range {
  /** Bytes. */
  readonly offset: number;
  readonly size: number;
}

export interface ContentsWork {
  readonly algorithm: DigestName;
  /** Offset and size of one range after the other. */
  readonly ranges: Float64Array;
  /** The binary digests, in the same order. */
  readonly digests: Uint8Array;
  /** 1 for each range whose digest is there. */
  readonly digested: Uint8Array;
  /** One number: how many ranges have been taken. */
  readonly taken: Int32Array;
  /** One number: 1 when nobody wants the digests any more. */
  readonly stopped: Int32Array;
}

/** What there is to do, in memory that threads share, and which of it is for each wanted range. */
export interface PlannedWork {
  readonly work: ContentsWork;
  /** By the number of a wanted range, that of the range in `work`: equal ones are one. */
  readonly numbers: Uint32Array;
}

export function planWork(algorithm: DigestName, wanted: readonly Range[]): PlannedWork {
  const order = Uint32Array.from(wanted.keys());
  order.sort((a, b) => compare(wanted[a]!, wanted[b]!));
  const numbers = new Uint32Array(wanted.length);
  const distinct: Range[] = [];
  for (const i of order) {
    const range = wanted[i]!;
    const last = distinct.at(-1);
    if (last === undefined || compare(last, range) !== 0) distinct.push(range);
    numbers[i] = distinct.length - 1;
  }
  return { work: sharedWork(algorithm, distinct), numbers };
}

/** Large ones first; all empty ranges are one. */
function compare(a: Range, b: Range): number {
  return b.size - a.size || (a.size === 0 ? 0 : a.offset - b.offset);
}

function sharedWork(algorithm: DigestName, ranges: readonly Range[]): ContentsWork {
  const count = ranges.length;
  const length = digestOf(algorithm, new Uint8Array()).length;
  const work = {
    algorithm,
    ranges: new Float64Array(new SharedArrayBuffer(2 * count * Float64Array.BYTES_PER_ELEMENT)),
    digests: new Uint8Array(new SharedArrayBuffer(count * length)),
    digested: new Uint8Array(new SharedArrayBuffer(count)),
    taken: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
    stopped: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
  };
  for (const [i, { offset, size }] of ranges.entries()) {
    work.ranges[2 * i] = offset;
    work.ranges[2 * i + 1] = size;
  }
  return work;
}

/** Digests what nobody has taken; comes back after each piece. @throws MachineError */
export function* takeContents(work: ContentsWork, source: FileSource): Generator<void> {
  const { taken, digested } = work;
  const digester = new RangeDigester(work, source);
  for (;;) {
    const i = Atomics.add(taken, 0, 1);
    if (i >= digested.length) return;
    yield* digester.digest(i);
  }
}

/** Digests what somebody took and left; nobody else works any more. @throws MachineError */
export function* takeLeftContents(work: ContentsWork, source: FileSource): Generator<void> {
  const digester = new RangeDigester(work, source);
  for (const [i, done] of work.digested.entries()) if (done === 0) yield* digester.digest(i);
}

/** Where the binary digest of a range belongs. */
export function digestNumber({ digests, digested }: ContentsWork, number: number): Uint8Array {
  const length = digests.length / digested.length;
  return digests.subarray(number * length, (number + 1) * length);
}

class RangeDigester {
  readonly #work: ContentsWork;
  readonly #source: FileSource;
  readonly #digest: ContentDigest;
  readonly #piece = new Uint8Array(PIECE);

  constructor(work: ContentsWork, source: FileSource) {
    this.#work = work;
    this.#source = source;
    this.#digest = new ContentDigest(work.algorithm);
  }

  /** A file that has become shorter gives another digest. */
  *digest(i: number): Generator<void> {
    const { ranges, digested } = this.#work;
    const offset = ranges[2 * i]!;
    const size = ranges[2 * i + 1]!;
    this.#digest.begin(size);
    for (let at = 0; at < size; at += PIECE) {
      const part = this.#piece.subarray(0, Math.min(PIECE, size - at));
      this.#digest.update(part.subarray(0, this.#source.readAt(offset + at, part)));
      yield;
    }
    digestNumber(this.#work, i).set(this.#digest.finish());
    Atomics.store(digested, i, 1);
  }
}
