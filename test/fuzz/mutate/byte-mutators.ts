/** Changes to bytes of any format. Policy: each makes one change; none knows what the bytes mean. */
import type { SeededRandom } from '../../support/seeded-random.ts';
import type { InputMutator } from '../fuzz-target.ts';
import { oddNumber, pick, place } from './pick.ts';

/** Blocks that are moved about have up to this many bytes. */
const LONGEST_BLOCK = 256;

const flipBit: InputMutator = (input, random) =>
  withByte(input, random, (byte) => byte ^ (1 << random.between(0, 7)));

const setByte: InputMutator = (input, random) =>
  withByte(input, random, () => random.between(0, 255));

const countByte: InputMutator = (input, random) =>
  withByte(input, random, (byte) => byte + pick(random, [-1, 1]));

/** A number of 2, 4 or 8 bytes, of either order. */
const setNumber: InputMutator = (input, random) => {
  const size = pick(random, [2, 4, 8]);
  if (input.length < size) return undefined;
  const changed = Uint8Array.from(input);
  const view = new DataView(changed.buffer);
  const at = random.between(0, input.length - size);
  const little = random() < 0.5;
  if (size === 2) {
    view.setUint16(at, oddNumber(random, view.getUint16(at, little)), little);
  } else if (size === 4) {
    view.setUint32(at, oddNumber(random, view.getUint32(at, little)), little);
  } else {
    const low = oddNumber(random, view.getUint32(at + (little ? 0 : 4), little));
    const high = pick(random, [0, 0, 1, 0x1fffff, 0x200000, 0x7fffffff, 0x80000000, 0xffffffff]);
    view.setBigUint64(at, (BigInt(high) << 32n) | BigInt(low), little);
  }
  return changed;
};

const cutBlock: InputMutator = (input, random) => {
  if (input.length === 0) return undefined;
  const { start, end } = block(input, random);
  return joined(input.subarray(0, start), input.subarray(end));
};

const repeatBlock: InputMutator = (input, random) => {
  if (input.length === 0) return undefined;
  const { start, end } = block(input, random);
  const copies = Array<Uint8Array>(random.between(2, 4)).fill(input.subarray(start, end));
  return joined(input.subarray(0, start), ...copies, input.subarray(end));
};

const moveBlock: InputMutator = (input, random) => {
  if (input.length === 0) return undefined;
  const { start, end } = block(input, random);
  const changed = Uint8Array.from(input);
  changed.copyWithin(place(random, input.length), start, end);
  return changed;
};

const fillBlock: InputMutator = (input, random) => {
  if (input.length === 0) return undefined;
  const { start, end } = block(input, random);
  return Uint8Array.from(input).fill(pick(random, [0, 0x20, 0x30, 0xff]), start, end);
};

const insertNoise: InputMutator = (input, random) =>
  inserted(input, random, random.bytes(random.between(1, 16)));

const cutEnd: InputMutator = (input, random) => input.slice(0, place(random, input.length));

/** The start of this input, the rest of another one. */
const splice: InputMutator = (input, random, others) => {
  const other = pick(random, others);
  const at = place(random, Math.min(input.length, other.length));
  return joined(input.subarray(0, at), other.subarray(at));
};

/** A block of another input, at any place. */
const borrow: InputMutator = (input, random, others) => {
  const other = pick(random, others);
  if (other.length === 0) return undefined;
  const { start, end } = block(other, random);
  return inserted(input, random, other.subarray(start, end));
};

export const BYTE_MUTATORS: readonly InputMutator[] = [
  ...[flipBit, setByte, countByte, setNumber, setNumber, cutBlock, repeatBlock, moveBlock],
  ...[fillBlock, insertNoise, cutEnd, splice, borrow],
];

/** Writes a word of the dictionary over bytes, or between them. */
export function wordMutator(dictionary: readonly Uint8Array[]): InputMutator {
  return (input, random) => {
    const word = pick(random, dictionary);
    if (random() < 0.5 || word.length > input.length) return inserted(input, random, word);
    const changed = Uint8Array.from(input);
    changed.set(word, random.between(0, input.length - word.length));
    return changed;
  };
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

function withByte(
  input: Uint8Array,
  random: SeededRandom,
  change: (byte: number) => number,
): Uint8Array | undefined {
  if (input.length === 0) return undefined;
  const changed = Uint8Array.from(input);
  const at = random.between(0, input.length - 1);
  changed[at] = change(changed[at]!);
  return changed;
}

function inserted(input: Uint8Array, random: SeededRandom, bytes: Uint8Array): Uint8Array {
  const at = place(random, input.length);
  return joined(input.subarray(0, at), bytes, input.subarray(at));
}

/** Some bytes of an input that has some; mostly few. */
function block(input: Uint8Array, random: SeededRandom): { start: number; end: number } {
  const start = random.between(0, input.length - 1);
  const longest = random() < 0.8 ? 16 : LONGEST_BLOCK;
  return { start, end: Math.min(input.length, start + random.between(1, longest)) };
}
