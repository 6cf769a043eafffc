/**
 * Changes to an extents file: its footer, and the sections that the footer leads to.
 * Source: the reference transcoder's layout; all numbers are little-endian.
 */
import type { SeededRandom } from '../../support/seeded-random.ts';
import type { InputMutator } from '../fuzz-target.ts';
import { oddNumber, pick } from './pick.ts';
import { viewOf } from './raw-package.ts';

const FOOTER = 32;

/** One of the three offsets of the footer. */
const footerOffset: InputMutator = (input, random) => {
  if (input.length < FOOTER) return undefined;
  const changed = Uint8Array.from(input);
  const at = input.length - FOOTER + 8 * random.between(0, 2);
  setUint64(changed, at, random);
  return changed;
};

/** The numbers that a section begins with: counts and lengths. */
const sectionNumber: InputMutator = (input, random) => {
  const start = sectionStart(input, random.between(0, 2));
  if (start === undefined || start + 16 > input.length) return undefined;
  const changed = Uint8Array.from(input);
  const view = viewOf(changed);
  const at = start + 4 * random.between(0, 3);
  view.setUint32(at, oddNumber(random, view.getUint32(at, true)), true);
  return changed;
};

/** The offset of a record: that of another one, one past the end, or any. */
const recordOffset: InputMutator = (input, random) => {
  const table = sectionStart(input, 1);
  if (table === undefined || table + 8 > input.length) return undefined;
  const changed = Uint8Array.from(input);
  const view = viewOf(changed);
  const count = view.getUint32(table, true);
  const length = view.getUint32(table + 4, true) + 8;
  if (count === 0 || count > 1000 || table + 8 + count * length > input.length) return undefined;
  const record = () => table + 8 + length * random.between(0, count - 1);
  const at = record();
  switch (random.between(0, 2)) {
    case 0:
      changed.copyWithin(at + length - 8, record() + length - 8, record() + length);
      break;
    case 1:
      changed.copyWithin(at, record(), record() + length);
      break;
    default:
      setUint64(changed, at + length - 8, random);
  }
  return changed;
};

export const EXTENTS_MUTATORS: readonly InputMutator[] = [
  ...[footerOffset, sectionNumber, sectionNumber, recordOffset, recordOffset],
];

function setUint64(bytes: Uint8Array, at: number, random: SeededRandom): void {
  if (at < 0 || at + 8 > bytes.length) return;
  const view = viewOf(bytes);
  const near = pick(random, [bytes.length, view.getUint32(at, true), view.getUint32(at, true)]);
  view.setUint32(at, oddNumber(random, near), true);
  if (random() < 0.2) view.setUint32(at + 4, oddNumber(random, 0), true);
}

/** 0 the checksig block, 1 the table, 2 the csum block. */
function sectionStart(input: Uint8Array, section: number): number | undefined {
  if (input.length < FOOTER) return undefined;
  const start = Number(viewOf(input).getBigUint64(input.length - FOOTER + 8 * section, true));
  return start < input.length ? start : undefined;
}
