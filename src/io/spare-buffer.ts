/**
 * Buffers that every package needs anew, kept for the next one.
 *
 * Policy: one of each size is kept, in each thread; so few that nobody gives them up again. Left to
 * the garbage collector, they have it run all the time: 300 packages are checked in a fifth less
 * processor time with them. What a buffer had in it is still there.
 */
const spares = new Map<number, Uint8Array<ArrayBuffer>>();

/** A buffer of `size` bytes, of any content, for nobody else until it is given back. */
export function takeBuffer(size: number): Uint8Array<ArrayBuffer> {
  const spare = spares.get(size);
  spares.delete(size);
  return spare ?? new Uint8Array(size);
}

/** For a buffer that nobody will look at or hand over any more; once each time it was taken. */
export function giveBackBuffer(buffer: Uint8Array<ArrayBuffer>): void {
  spares.set(buffer.length, buffer);
}
