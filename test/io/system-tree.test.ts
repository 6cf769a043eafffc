import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { MachineError } from '../../src/io/machine-error.ts';
import { type SystemTree, systemTree } from '../../src/io/system-tree.ts';
import { scratchDirectory } from './scratch.ts';

/** Links by their targets, the rest as files that say their own name. */
function tree(files: readonly string[], links: Readonly<Record<string, string>> = {}): SystemTree {
  const root = scratchDirectory();
  for (const path of [...files, ...Object.keys(links)]) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    const target = links[path];
    if (target === undefined) writeFileSync(join(root, path), path);
    else symlinkSync(target, join(root, path));
  }
  return systemTree(root);
}

describe('links', () => {
  test.each([
    ['an absolute one starts at the root', '/b/file', 'b/file'],
    ['a relative one where it stands', '../b/file', 'b/file'],
    ['one that climbs stays inside', '../../../../../b/file', 'b/file'],
    ['one to nothing is nothing', '/etc/hostname', undefined],
    ['one to itself is nothing', 'link', undefined],
  ])('%s', (_, target, expected) => {
    const system = tree(['b/file'], { 'a/link': target });
    expect(system.text('a/link')).toBe(expected);
    expect(system.locate('/a/link')).toBe(expected && join(system.root, expected));
  });

  it('are followed within a path', () => {
    const system = tree(['usr/lib/x'], { lib: 'usr/lib', 'usr/lib64': '/lib' });
    expect(system.text('usr/lib64/./x')).toBe('usr/lib/x');
    expect(system.names('usr/lib64')).toEqual(['x']);
  });
});

it('what is not there is an answer', () => {
  const system = tree(['a/file']);
  for (const path of ['gone', 'a/file/below', 'a']) expect(system.text(path)).toBeUndefined();
  expect(system.names('gone')).toEqual([]);
  expect(system.names('a/file')).toEqual([]);
  expect(system.wordsIn('gone', ['x'])).toBeUndefined();
  expect(system.isProgram('gone')).toBe(false);
});

it('words of a file are found, and nothing else', () => {
  expect(tree(['a/file']).wordsIn('a/file', ['file', 'fil', 'b'])).toEqual(
    new Set(['file', 'fil']),
  );
});

it('a program is a regular file that somebody may execute', () => {
  const system = tree(['bin/program', 'bin/text']);
  chmodSync(join(system.root, 'bin/program'), 0o711);
  expect(['bin/program', 'bin/text', 'bin'].map(system.isProgram)).toEqual([true, false, false]);
});

it('a name that no file can have is an error', () => {
  expect(() => tree([]).text('x'.repeat(300))).toThrow(MachineError);
});
