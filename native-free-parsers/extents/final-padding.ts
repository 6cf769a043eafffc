/**
 * The zero bytes between the csum block and the footer, which keep the last extent, rounded up to a
 * whole block, inside the file.
 *
 * Policy: counts what the reference counts, the checksig block and 24 bytes, although a table, the csum
 * block and a footer of 32 bytes lie there too: the file's length is a multiple of nothing.
 * Source: rpm2extents of the CoW branches of rpm.
 */

/**
 * How many, in bytes: `checksigOffset` is where the checksig block begins, `checksigLength` its length,
 * `blockSize` the page size of the transcoding host.
 */
export function finalPadding(
  checksigOffset: number,
  checksigLength: number,
  blockSize: number,
): number {
  const counted = checksigOffset + checksigLength + 24;
  return (blockSize - (counted % blockSize)) % blockSize;
}
