import { describe, expect, test } from 'vitest';
import type { FileEntry } from '../../native-free-parsers/files.ts';
import {
  dependsOnHost,
  hasDotNames,
  hasFalseCapabilities,
  hasImpossibleSize,
  hasLongName,
  hasLongPath,
  isLinkToNothing,
  isNameless,
  isRelative,
  isUnknownType,
  longestNameOf,
} from '../../src/package/file-defects.ts';
import { SANE } from './sane-file.ts';

const PREDICATES = {
  dependsOnHost,
  hasDotNames,
  hasFalseCapabilities,
  hasImpossibleSize,
  hasLongName,
  hasLongPath,
  isLinkToNothing,
  isNameless,
  isRelative,
  isUnknownType,
};

/** Names of all that is wrong with a file that differs from a sane one. */
const defectsOf = (odd: Partial<FileEntry>) =>
  Object.entries(PREDICATES)
    .filter(([, has]) => has({ ...SANE, ...odd }))
    .map(([name]) => name);

describe('wrong', () => {
  test.each<[string, Partial<FileEntry>, string[]]>([
    ['a name of 247 bytes', { path: `/d/${'n'.repeat(247)}` }, ['hasLongName']],
    [
      'a directory with a name of 256',
      { path: `/${'n'.repeat(256)}`, type: 'directory' },
      ['hasLongName'],
    ],
    ['a path of 4087 bytes', { path: `${'/d'.repeat(2043)}d` }, ['hasLongPath']],
    ['no name behind the slash', { path: '/d/' }, ['isNameless']],
    ['no path', { path: '' }, ['isNameless', 'isRelative']],
    ['no slash at the start', { path: 'd/a' }, ['isRelative']],
    ['a dot between', { path: '/d/./a' }, ['hasDotNames']],
    ['two dots at the end', { path: '/d/..' }, ['hasDotNames']],
    ['no type', { type: 'unknown' }, ['isUnknownType']],
    ['a link without target', { type: 'symlink' }, ['isLinkToNothing']],
    ['capabilities of nobody', { capabilities: 'cap_fly+ep' }, ['hasFalseCapabilities']],
    ['a disk', { type: 'block-device', rdev: 0x0800 }, ['dependsOnHost']],
    ['a terminal', { type: 'character-device', rdev: 0x0500 }, ['dependsOnHost']],
    ['a socket', { type: 'socket' }, ['dependsOnHost']],
    ['2^53 bytes', { size: 2 ** 53 }, ['hasImpossibleSize']],
    ['more than a number holds', { size: Number.POSITIVE_INFINITY }, ['hasImpossibleSize']],
  ])('%s', (_, odd, defects) => expect(defectsOf(odd)).toEqual(defects));
});

describe('fine', () => {
  test.each<[string, Partial<FileEntry>]>([
    ['a plain file', {}],
    ['a path of 4086 bytes', { path: '/d'.repeat(2043) }],
    ['a long path of a directory', { path: '/d'.repeat(3000), type: 'directory' }],
    ['a name of 246 bytes', { path: `/d/${'n'.repeat(246)}` }],
    ['a directory with a name of 255', { path: `/${'n'.repeat(255)}`, type: 'directory' }],
    ['a directory that ends in a slash', { path: '/d/', type: 'directory' }],
    ['the root', { path: '/', type: 'directory' }],
    ['dots within names', { path: '/d/.a/..b/c.' }],
    ['a link', { type: 'symlink', linkTo: '..' }],
    ['capabilities', { capabilities: 'cap_net_raw=ep' }],
    ['capabilities of a directory', { type: 'directory', capabilities: 'nonsense' }],
    ['a named pipe', { type: 'fifo' }],
    ['2^53 - 1 bytes', { size: 2 ** 53 - 1 }],
    ...[3, 5, 7, 8, 9].map((minor): [string, Partial<FileEntry>] => [
      `memory device ${minor}`,
      { type: 'character-device', rdev: 0x0100 | minor },
    ]),
  ])('%s', (_, odd) => expect(defectsOf(odd)).toEqual([]));
});

test('rpm adds nine bytes to every name but that of a directory', () => {
  expect(longestNameOf(SANE)).toBe(10);
  expect(longestNameOf({ ...SANE, type: 'directory' })).toBe(1);
});
