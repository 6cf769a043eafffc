/** Choices by a seeded generator. Policy: the same generator in the same state, the same choice. */
import type { SeededRandom } from '../../support/seeded-random.ts';

/** One of them; there must be one. */
export function pick<T>(random: SeededRandom, choices: readonly T[]): T {
  return choices[random.between(0, choices.length - 1)]!;
}

/** A place in bytes of this length, their end included. */
export function place(random: SeededRandom, length: number): number {
  return random.between(0, length);
}

/** Numbers at which 32-bit code breaks, and any other one now and then. */
export function oddNumber(random: SeededRandom, current: number): number {
  switch (random.between(0, 5)) {
    case 0:
      return pick(random, ODD_NUMBERS);
    case 1:
      return 2 ** random.between(0, 31);
    case 2:
      return Math.floor(random() * 2 ** 32);
    case 3:
      return (current * 2) >>> 0;
    default:
      return (current + pick(random, STEPS)) >>> 0;
  }
}

const ODD_NUMBERS: readonly number[] = [
  ...[
    0, 1, 2, 3, 4, 7, 8, 15, 16, 31, 32, 33, 63, 64, 127, 128, 255, 256, 4095, 4096, 65535, 65536,
  ],
  ...[0xfffff, 0x100000, 0xffffff, 0xfffffff, 0x10000000, 0x7fffffff, 0x80000000, 0xfffffff0],
  ...[0xfffffffe, 0xffffffff],
];

const STEPS: readonly number[] = [-16, -8, -4, -2, -1, 1, 2, 4, 8, 16];
