/**
 * Makes a new input of an old one: one to five changes, half of them by mutators that know the
 * format where there are such.
 */
import type { SeededRandom } from '../../support/seeded-random.ts';
import type { FuzzTarget, InputMutator } from '../fuzz-target.ts';
import { BYTE_MUTATORS, wordMutator } from './byte-mutators.ts';
import { pick } from './pick.ts';

/** Bytes; inputs that have grown beyond are cut. */
export const LARGEST_INPUT = 256 * 1024;

/** The same generator in the same state makes the same input of the same pool. */
export type InputMaker = (random: SeededRandom, pool: readonly Uint8Array[]) => Uint8Array;

export function inputMaker({ mutators, dictionary }: FuzzTarget): InputMaker {
  const general: readonly InputMutator[] =
    dictionary.length === 0
      ? BYTE_MUTATORS
      : [...BYTE_MUTATORS, ...Array(4).fill(wordMutator(dictionary))];
  return (random, pool) => {
    let input = pick(random, pool);
    for (let left = changes(random); left > 0; left--) {
      const choices = mutators.length > 0 && random() < 0.5 ? mutators : general;
      input = pick(random, choices)(input, random, pool) ?? input;
    }
    return input.length > LARGEST_INPUT ? input.slice(0, LARGEST_INPUT) : input;
  };
}

/** Mostly one or two: a package with many faults is refused for the first. */
function changes(random: SeededRandom): number {
  return random() < 0.7 ? random.between(1, 2) : random.between(3, 5);
}
