import { expect, test } from 'vitest';
import {
  type EntryToEncode,
  int32Entry,
  stringArrayEntry,
  stringEntry,
} from '../../native-free-parsers/header/encode.ts';
import { TAG } from '../../native-free-parsers/header/tags.ts';
import { hasLooseCapabilities } from '../../src/package/loose-capabilities.ts';
import { headRefusals } from '../../src/package/refusal.ts';
import {
  type FileToList,
  fileListEntries,
  without,
} from '../native-free-parsers/header/file-list-entries.ts';
import { packageOf } from './crafted.ts';

const LOOSE = stringEntry(TAG.FILECAPS, '');

const isLoose = (file: FileToList, ...others: EntryToEncode[]) =>
  hasLooseCapabilities(packageOf(fileListEntries([file], ...others)));

test('one string for one regular file', () => {
  expect(isLoose({ name: 'a' }, LOOSE)).toBe(true);
  expect(isLoose({ name: 'a' }, stringArrayEntry(TAG.FILECAPS, ['']))).toBe(false);
  expect(isLoose({ name: 'a' })).toBe(false);
});

test('not where rpm never sets them', () => {
  expect(isLoose({ name: 'a', mode: 0o040755 }, LOOSE)).toBe(false);
  expect(isLoose({ name: 'a', mode: 0o120777, linkTo: 'b' }, LOOSE)).toBe(false);
  expect(isLoose({ name: 'a', flags: 1 << 6 }, LOOSE)).toBe(false);
  const source = [
    ...without(fileListEntries([{ name: 'a' }], LOOSE), TAG.SOURCERPM),
    int32Entry(TAG.SOURCEPACKAGE, [1]),
  ];
  expect(hasLooseCapabilities(packageOf(source))).toBe(false);
});

test('is refused', () => {
  const refusals = headRefusals(packageOf(fileListEntries([{ name: 'a' }], LOOSE)));
  expect(refusals.map(({ rule }) => rule)).toEqual(['file-array-type']);
});
