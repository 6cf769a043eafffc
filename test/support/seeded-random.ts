/**
 * A small pseudo-random generator (mulberry32) so that every "random" test replays from its seed.
 * Policy: never a source of secrets, never seeded from the clock.
 */

export interface SeededRandom {
  /** A number in [0, 1). */
  (): number;
  /** A whole number in [low, high], both included. */
  between(low: number, high: number): number;
  /** `length` random bytes. */
  bytes(length: number): Uint8Array;
}

/** The same seed (any 32-bit number) always gives the same sequence. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number): number =>
    low + Math.floor(next() * (high - low + 1));
  return Object.assign(next, {
    between,
    bytes: (length: number) => Uint8Array.from({ length }, () => between(0, 255)),
  });
}
