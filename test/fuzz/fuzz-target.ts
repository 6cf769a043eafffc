/**
 * What a fuzz target is: a reader of bytes, bytes that it likes, and ways to change them.
 *
 * Policy: `run` either returns or throws an error that expected-error.ts knows; everything else is
 * a find. It keeps nothing between two runs, so that an input alone repeats what happened.
 */
import type { SeededRandom } from '../support/seeded-random.ts';

/**
 * Changes an input. `others` are inputs to borrow from, never empty. Undefined: nothing here that it
 * could change. The input itself is left as it is.
 */
export type InputMutator = (
  input: Uint8Array,
  random: SeededRandom,
  others: readonly Uint8Array[],
) => Uint8Array | undefined;

export interface FuzzTarget {
  readonly name: string;
  /** Its part of the runs that are made over several targets; slow ones have less. */
  readonly weight: number;
  seeds(): Promise<readonly Uint8Array[]>;
  /** Those that know the format; the ones for any bytes come by themselves. */
  readonly mutators: readonly InputMutator[];
  /** Bytes that mean something in the format. */
  readonly dictionary: readonly Uint8Array[];
  run(input: Uint8Array): void | Promise<void>;
}

/** Texts as entries of a dictionary. */
export function words(...texts: readonly string[]): Uint8Array[] {
  return texts.map((text) => Buffer.from(text, 'latin1'));
}
