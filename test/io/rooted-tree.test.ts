import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { pathOf, RootedTree } from '../../src/io/rooted-tree.ts';
import { fifo, scratchDirectory } from './scratch.ts';

let root = '';
let tree: RootedTree;
beforeEach(() => {
  root = join(scratchDirectory(), 'root');
  mkdirSync(join(root, 'usr/bin'), { recursive: true });
  tree = new RootedTree(root);
  onTestFinished(() => tree.close());
});

describe('directories', () => {
  test.each([
    ['/', '/'],
    ['', '/'],
    ['/usr/bin', '/usr/bin'],
    ['//usr///bin/', '/usr/bin'],
    ['/new/one', '/new/one'],
  ])('%j is %j', (path, expected) => {
    expect(pathOf(tree.makeDirectory(path))).toBe(expected);
  });

  test.each([
    ['usr/bin', '/usr/bin'],
    ['/usr/bin', '/usr/bin'],
    ['usr/../usr/./bin', '/usr/bin'],
    ['.', '/'],
  ])('a link to %j is followed to %j', (target, expected) => {
    symlinkSync(target, join(root, 'link'));
    expect(pathOf(tree.makeDirectory('/link'))).toBe(expected);
    expect(pathOf(tree.makeDirectory('/link/below'))).toBe(`${expected}/below`.replace('//', '/'));
    expect(tree.makeDirectory('/link')).toBe(tree.makeDirectory(expected));
  });

  test.each(['..', '../root', 'usr/../..', '/..', 'nowhere', 'usr/nowhere', 'link', '/link/x'])(
    'a link to %j is refused',
    (target) => {
      symlinkSync(target, join(root, 'link'));
      expect(() => tree.makeDirectory('/link/below')).toThrow(/symbolic link/);
    },
  );

  test('neither a file nor a FIFO is one', () => {
    writeFileSync(join(root, 'file'), '');
    symlinkSync('file', join(root, 'link'));
    for (const path of ['/file', '/file/below', '/link']) {
      expect(() => tree.makeDirectory(path), path).toThrow(/it is no directory/);
    }
    const beside = new RootedTree(join(fifo(), '..'));
    onTestFinished(() => beside.close());
    expect(() => beside.makeDirectory('/fifo')).toThrow(/it is no directory/);
  });
});

describe('small files', () => {
  test('are read where they are regular', () => {
    writeFileSync(join(root, 'usr/file'), 'content');
    symlinkSync('usr', join(root, 'etc'));
    expect(Buffer.from(tree.readSmallFile('/etc/file')!).toString()).toBe('content');
  });

  test('are undefined where they are missing, links or something else', () => {
    writeFileSync(join(root, 'target'), 'content');
    symlinkSync('target', join(root, 'link'));
    for (const path of ['/missing', '/missing/file', '/link', '/usr']) {
      expect(tree.readSmallFile(path), path).toBeUndefined();
    }
  });
});
