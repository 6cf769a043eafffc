/**
 * Changes to an archive: members and their fields.
 *
 * Policy: members are where a magic is; contents that look like one are as good.
 * Source: cpio(5) of libarchive.
 */
import type { SeededRandom } from '../../support/seeded-random.ts';
import type { InputMutator } from '../fuzz-target.ts';
import { joined } from './byte-mutators.ts';
import { oddNumber, pick } from './pick.ts';

const MAGIC_LENGTH = 6;
const FIELD = 8;
const FIELDS = 13;
const FILE_SIZE = 6;
const NAME_SIZE = 11;

const setField: InputMutator = (input, random) => {
  const at = anyMember(input, random);
  if (at === undefined) return undefined;
  const field =
    random() < 0.5 ? pick(random, [FILE_SIZE, NAME_SIZE]) : random.between(0, FIELDS - 1);
  const place = at + MAGIC_LENGTH + FIELD * field;
  const current = Number.parseInt(text(input, place, FIELD), 16) || 0;
  return overwritten(input, place, fieldText(random, oddNumber(random, current)));
};

const NUMBER_FORMS: readonly ((digits: string) => string)[] = [
  (digits) => digits.padStart(FIELD, '0'),
  (digits) => digits.toUpperCase().padStart(FIELD, '0'),
  (digits) => `0x${digits}`.slice(0, FIELD).padStart(FIELD, ' '),
  (digits) => `+${digits}`.slice(0, FIELD).padStart(FIELD, '\t'),
  (digits) => `-${digits}`.slice(0, FIELD).padStart(FIELD, ' '),
  (digits) => `${digits}g`.slice(0, FIELD).padEnd(FIELD, '\0'),
];

function fieldText(random: SeededRandom, value: number): string {
  const form = random() < 0.7 ? NUMBER_FORMS[0]! : pick(random, NUMBER_FORMS);
  return form(value.toString(16));
}

const setMagic: InputMutator = (input, random) => {
  const at = anyMember(input, random);
  if (at === undefined) return undefined;
  return overwritten(input, at, pick(random, ['070701', '070702', '07070X', '070707', '0707\0\0']));
};

const repeatMember: InputMutator = (input, random) => {
  const at = anyMember(input, random);
  if (at === undefined) return undefined;
  const member = input.subarray(at, nextMember(input, at));
  const place = anyMember(input, random) ?? 0;
  return joined(input.subarray(0, place), member, input.subarray(place));
};

const dropMember: InputMutator = (input, random) => {
  const at = anyMember(input, random);
  if (at === undefined) return undefined;
  return joined(input.subarray(0, at), input.subarray(nextMember(input, at)));
};

/** The name of another member, or one that leads elsewhere. */
const setName: InputMutator = (input, random) => {
  const at = anyMember(input, random);
  if (at === undefined) return undefined;
  const name = pick(random, NAMES);
  const start = at + MAGIC_LENGTH + FIELD * FIELDS;
  const end = Math.max(start, input.indexOf(0, start));
  const size = (name.length + 1).toString(16).padStart(FIELD, '0');
  const renamed = overwritten(input, at + MAGIC_LENGTH + FIELD * NAME_SIZE, size);
  return joined(renamed.subarray(0, start), Buffer.from(name), renamed.subarray(end));
};

const NAMES: readonly string[] = [
  ...['', '.', './', '/', '..', '../a', './opt/corpus/a', '/opt/corpus/a', 'opt/corpus/a'],
  ...['./opt//corpus/a', './opt/corpus/./a', 'TRAILER!!!', './TRAILER!!!', 'x'.repeat(4094)],
];

export const CPIO_MUTATORS: readonly InputMutator[] = [
  ...[setField, setField, setField, setMagic, repeatMember, dropMember, setName],
];

function anyMember(input: Uint8Array, random: SeededRandom): number | undefined {
  const members = membersOf(input);
  return members.length === 0 ? undefined : pick(random, members);
}

function nextMember(input: Uint8Array, at: number): number {
  return membersOf(input).find((member) => member > at) ?? input.length;
}

function membersOf(input: Uint8Array): number[] {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.length);
  const members: number[] = [];
  for (let at = bytes.indexOf('07070'); at >= 0; at = bytes.indexOf('07070', at + 1)) {
    members.push(at);
  }
  return members;
}

function text(input: Uint8Array, at: number, length: number): string {
  return Buffer.from(input.subarray(at, at + length)).toString('latin1');
}

function overwritten(input: Uint8Array, at: number, characters: string): Uint8Array {
  const changed = Uint8Array.from(input);
  Buffer.from(characters, 'latin1').copy(changed, Math.min(at, input.length));
  return changed;
}
