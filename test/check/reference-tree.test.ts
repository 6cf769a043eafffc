import { describe, expect, it } from 'vitest';
import { type Inode, isSameTree, newInode, type Tree } from '../../src/check/reference-tree.ts';

/** Paths to inodes, each given by its number. */
function tree(inodes: readonly Inode[], paths: Readonly<Record<string, number>>): Tree {
  return new Map(Object.entries(paths).map(([path, number]) => [path, inodes[number]!]));
}

const one = (): Inode[] => [
  { content: 'a', size: 1, mode: 0o100644 },
  { content: 'a', size: 1, mode: 0o100644 },
];

describe('two trees', () => {
  it('are the same with the same links, whatever the inodes', () => {
    const linked = { '/a': 0, '/b': 0, '/c': 1 };
    expect(isSameTree(tree(one(), linked), tree(one().reverse(), linked))).toBe(true);
  });

  it('differ where files are linked in one and apart in the other', () => {
    const apart = tree(one(), { '/a': 0, '/b': 1 });
    const linked = tree(one(), { '/a': 0, '/b': 0 });
    expect(isSameTree(apart, linked)).toBe(false);
    expect(isSameTree(linked, apart)).toBe(false);
  });

  it('differ by a path', () => {
    const both = tree(one(), { '/a': 0, '/b': 1 });
    expect(isSameTree(both, tree(one(), { '/a': 0 }))).toBe(false);
    expect(isSameTree(both, tree(one(), { '/a': 0, '/c': 1 }))).toBe(false);
  });

  it.each([{ content: 'b' }, { size: 2 }, { mode: 0o100600 }, { mode: undefined }])(
    'differ by %o',
    (change) => {
      const [inode] = one();
      const changed = { ...inode!, ...change };
      expect(isSameTree(tree([inode!], { '/a': 0 }), tree([changed], { '/a': 0 }))).toBe(false);
    },
  );

  it('of new files are alike', () => {
    const files = () => tree([newInode()], { '/a': 0 });
    expect(isSameTree(files(), files())).toBe(true);
  });
});
