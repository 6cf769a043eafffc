/**
 * A ByteReader over bytes in memory that hands them out in chosen pieces, to show that a parser
 * does not depend on where its input is cut. Policy: no read returns more than the next piece.
 */

import type { ByteReader } from '../../native-free-parsers/bytes/byte-source.ts';
import type { SeededRandom } from './seeded-random.ts';

/**
 * `sizes` are the lengths of the pieces in turn, starting over when they run out; a random
 * generator instead draws them, mostly tiny and sometimes up to 64 KiB.
 */
export function splitReader(
  bytes: Uint8Array,
  sizes: readonly number[] | SeededRandom,
): ByteReader {
  const nextSize = typeof sizes === 'function' ? drawnSizes(sizes) : repeatedSizes(sizes);
  let position = 0;
  return {
    read(into) {
      const piece = bytes.subarray(position, position + Math.min(nextSize(), into.length));
      into.set(piece);
      position += piece.length;
      return piece.length;
    },
  };
}

/** One byte a read. */
export function oneByteReader(bytes: Uint8Array): ByteReader {
  return splitReader(bytes, [1]);
}

function repeatedSizes(sizes: readonly number[]): () => number {
  if (sizes.length === 0 || sizes.some((size) => !Number.isInteger(size) || size < 1)) {
    throw new RangeError(`pieces must have whole sizes of at least 1: ${sizes.join(', ')}`);
  }
  let turn = 0;
  return () => sizes[turn++ % sizes.length]!;
}

function drawnSizes(random: SeededRandom): () => number {
  return () => (random() < 0.8 ? random.between(1, 16) : random.between(17, 65536));
}
