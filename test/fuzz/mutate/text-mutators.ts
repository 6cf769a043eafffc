/** Changes to texts: lines, tags and quoted values, deep nesting, long runs. */
import type { SeededRandom } from '../../support/seeded-random.ts';
import type { InputMutator } from '../fuzz-target.ts';
import { joined } from './byte-mutators.ts';
import { pick } from './pick.ts';

const NEWLINE = 0x0a;

const repeatLine: InputMutator = (input, random) => {
  const { start, end } = line(input, random);
  return joined(input.subarray(0, end), input.subarray(start, end), input.subarray(end));
};

const dropLine: InputMutator = (input, random) => {
  const { start, end } = line(input, random);
  return joined(input.subarray(0, start), input.subarray(end));
};

/** A run of one character, or of a pair that nests. */
const longRun: InputMutator = (input, random) => {
  const at = random.between(0, input.length);
  const run = pick(random, RUNS).repeat(2 ** random.between(4, 12));
  return joined(input.subarray(0, at), Buffer.from(run), input.subarray(at));
};

const RUNS: readonly string[] = [
  ...[' ', '\t', '\n', '0', '9', 'a', '-', '.', ':', '[', '{', '(', '"', "'", '\\', '*', '?', '%'],
  ...['$', '~', '^', '<a>', '</a>', '<!--', '&amp;', '[[', 'é', '\u{1f600}', '/../', '1.', 'a='],
];

/** The text between two quotation marks, or two angle brackets, becomes that of another place. */
const exchangeValue: InputMutator = (input, random) => {
  const text = Buffer.from(input).toString('latin1');
  const values = [...text.matchAll(/(?<=["'>=])[^"'<>=\n]+/g)];
  if (values.length < 2) return undefined;
  const [into, from] = [pick(random, values), pick(random, values)];
  const changed = text.slice(0, into.index) + from[0] + text.slice(into.index + into[0].length);
  return Uint8Array.from(Buffer.from(changed, 'latin1'));
};

export const TEXT_MUTATORS: readonly InputMutator[] = [
  ...[repeatLine, dropLine, longRun, exchangeValue, exchangeValue],
];

/** A line with its end. */
function line(input: Uint8Array, random: SeededRandom): { start: number; end: number } {
  const place = random.between(0, Math.max(0, input.length - 1));
  const start = input.lastIndexOf(NEWLINE, place - 1) + 1;
  const next = input.indexOf(NEWLINE, place);
  return { start: Math.min(start, place), end: next < 0 ? input.length : next + 1 };
}
