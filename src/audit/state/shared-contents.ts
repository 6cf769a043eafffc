/**
 * How many contents packages have in common, in bounded memory.
 *
 * Policy: exact as long as the table has room. Then every second content, by a bit of its digest, is
 * left out, those before as those to come: what is counted stays a fair sample, the same in any
 * order of the packages. Contents are told apart by eight bytes of their digests.
 */
import type { SharedContents } from '../audit.ts';
import type { ListedContent } from '../judge/contents.ts';

const FIRST_SLOTS = 2 ** 12;
/** 24 MiB with all that belongs to them. */
const MOST_SLOTS = 2 ** 20;
/** The share of slots in use beyond which a search takes long. */
const FULL = 0.7;
const HASH = 0x9e3779b1;

export class SharedContentsCounter {
  readonly #mostSlots: number;
  #slots = FIRST_SLOTS;
  #high = new Uint32Array(FIRST_SLOTS);
  #low = new Uint32Array(FIRST_SLOTS);
  #sizes = new Float64Array(FIRST_SLOTS);
  /** How often each was seen; 0: the slot is free. */
  #counts = new Uint32Array(FIRST_SLOTS);
  #used = 0;
  /** How many low bits of a digest must be zero for it to be counted. */
  #halvings = 0;

  /** @param mostSlots a power of two. */
  constructor(mostSlots = MOST_SLOTS) {
    this.#mostSlots = mostSlots;
  }

  /** Takes the contents of one package, each of which it has once. */
  add(contents: Iterable<ListedContent>): void {
    for (const { high, low, size } of contents) {
      if (!this.#isSampled(low)) continue;
      this.#put(high, low, size, 1);
      if (this.#used > FULL * this.#slots) this.#makeRoom();
    }
  }

  result(): SharedContents {
    const scale = 2 ** this.#halvings;
    let [contents, bytes, distinctBytes] = [0, 0, 0];
    for (let slot = 0; slot < this.#slots; slot++) {
      const count = this.#counts[slot]!;
      if (count === 0) continue;
      const size = this.#sizes[slot]!;
      contents += count;
      bytes += count * size;
      distinctBytes += size;
    }
    return {
      contents: contents * scale,
      bytes: bytes * scale,
      distinctContents: this.#used * scale,
      distinctBytes: distinctBytes * scale,
      sampled: 1 / scale,
    };
  }

  #isSampled(low: number): boolean {
    return (low & (2 ** this.#halvings - 1)) === 0;
  }

  #put(high: number, low: number, size: number, count: number): void {
    const mask = this.#slots - 1;
    // The low bits of sampled digests are zero: others must decide as well.
    let slot = (Math.imul(high ^ low, HASH) >>> 8) & mask;
    while (this.#counts[slot] !== 0 && !(this.#high[slot] === high && this.#low[slot] === low)) {
      slot = (slot + 1) & mask;
    }
    if (this.#counts[slot] === 0) {
      this.#high[slot] = high;
      this.#low[slot] = low;
      this.#sizes[slot] = size;
      this.#used++;
    }
    this.#counts[slot]! += count;
  }

  /** More slots, or every second content less. */
  #makeRoom(): void {
    const [high, low, sizes, counts] = [this.#high, this.#low, this.#sizes, this.#counts];
    if (this.#slots < this.#mostSlots) this.#slots *= 2;
    else this.#halvings++;
    this.#high = new Uint32Array(this.#slots);
    this.#low = new Uint32Array(this.#slots);
    this.#sizes = new Float64Array(this.#slots);
    this.#counts = new Uint32Array(this.#slots);
    this.#used = 0;
    for (let slot = 0; slot < counts.length; slot++) {
      const isKept = counts[slot] !== 0 && this.#isSampled(low[slot]!);
      if (isKept) this.#put(high[slot]!, low[slot]!, sizes[slot]!, counts[slot]!);
    }
  }
}
