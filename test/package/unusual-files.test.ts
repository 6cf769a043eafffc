import { describe, expect, test } from 'vitest';
import type { FileEntry } from '../../native-free-parsers/files.ts';
import * as defects from '../../src/package/file-defects.ts';
import { isUnusual, unusualFiles } from '../../src/package/unusual-files.ts';
import { SANE } from './sane-file.ts';

const LINK: FileEntry = { ...SANE, type: 'symlink', size: 6, linkTo: '/etc/a' };

test.each<[string, FileEntry]>([
  ['a file', SANE],
  ['a directory', { ...SANE, type: 'directory', size: 4096 }],
  ['a directory whose path ends in a slash', { ...SANE, type: 'directory', path: '/d/' }],
  ['a link', LINK],
  ['a ghost', { ...SANE, ghost: true }],
  ['a name with dots and signs', { ...SANE, path: '/usr/lib/a.so.1.2~^+(b) c' }],
])('%s is nothing unusual', (_, file) => expect(isUnusual(file)).toBe(false));

/** Each unusual in one way, at the brink where there is one. */
const UNUSUAL: readonly FileEntry[] = [
  ...(['fifo', 'block-device', 'character-device', 'socket', 'unknown'] as const).map((type) => ({
    ...SANE,
    type,
  })),
  { ...SANE, path: 'd/a' },
  { ...SANE, path: '' },
  { ...SANE, path: '/d/' },
  { ...LINK, path: '/d/' },
  { ...SANE, path: '/./a' },
  { ...SANE, path: '/d/..' },
  { ...SANE, path: '/d//a' },
  { ...SANE, path: `/${'n'.repeat(247)}` },
  { ...SANE, type: 'directory', path: `/${'n'.repeat(256)}` },
  { ...SANE, path: `/d${'/d'.repeat(2044)}` },
  { ...SANE, path: '/d/\xe4' },
  { ...SANE, path: '/d/\x7f' },
  { ...LINK, linkTo: '' },
  { ...LINK, size: 0 },
  { ...SANE, linkTo: '/etc/a' },
  { ...SANE, rdev: 0x0103 },
  { ...SANE, capabilities: 'cap_nonsense' },
  { ...SANE, size: Number.POSITIVE_INFINITY },
];

test.each(UNUSUAL.map((file) => ({ file })))('$file.type $file.path is unusual', ({ file }) => {
  expect(isUnusual(file)).toBe(true);
});

describe('whatever has one of the defects of a single entry is unusual', () => {
  const predicates = Object.entries(defects).filter(
    (each): each is [string, (file: FileEntry) => boolean] => /^(is|has|depends)/.test(each[0]),
  );

  test.each(predicates)('%s', (_, hasDefect) => {
    const defective = UNUSUAL.filter(hasDefect);
    expect(defective.length).toBeGreaterThan(0);
    expect(hasDefect(SANE)).toBe(false);
    expect(defective.every(isUnusual)).toBe(true);
  });
});

test('the unusual ones of a list, in its order, found once', () => {
  const files = [SANE, UNUSUAL[0]!, LINK, UNUSUAL[1]!];
  expect(unusualFiles(files)).toEqual([UNUSUAL[0], UNUSUAL[1]]);
  expect(unusualFiles(files)).toBe(unusualFiles(files));
});
