import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { RootedTree } from '../../src/io/rooted-tree.ts';
import { StagedTree } from '../../src/io/staged-tree.ts';
import { openDescriptors, scratchDirectory } from './scratch.ts';

const METADATA = { owner: undefined, mode: 0o640, capabilities: '', mtime: 1e9 };

let root = '';
let tree: RootedTree;
let staged: StagedTree;
beforeEach(() => {
  root = scratchDirectory();
  tree = new RootedTree(root);
  staged = new StagedTree(tree);
  onTestFinished(() => tree.close());
});

function stageFile(path: string): void {
  staged.prepare(path);
  staged.createFile(path).finish(METADATA);
}

/** Every name below the root. */
function names(): string[] {
  return (readdirSync(root, { recursive: true }) as string[]).sort();
}

describe('before it is committed', () => {
  test('nothing has its name, and what is there stays as it is', () => {
    writeFileSync(join(root, 'old'), 'old');
    stageFile('/old');
    stageFile('/new/directory/file');
    expect(readFileSync(join(root, 'old'), 'utf8')).toBe('old');
    expect(names().filter((name) => !name.startsWith('.rpmcow-'))).toEqual(['old']);
    for (const name of readdirSync(root).filter((name) => name !== 'old')) {
      const stats = lstatSync(join(root, name));
      if (stats.isDirectory()) expect(stats.mode & 0o777).toBe(0o700);
    }
  });

  test('abandoned, it leaves nothing: no file, no directory, no descriptor', () => {
    const before = openDescriptors();
    mkdirSync(join(root, 'there'));
    stageFile('/there/file');
    stageFile('/a/b/c/file');
    staged.linkFile('/a/link', '/a/b/c/file');
    staged.createSymlink('/a/symlink', 'target', METADATA);
    staged.createFifo('/there/fifo', METADATA);
    staged.prepare('/a/unfinished');
    staged.createFile('/a/unfinished');
    staged.abandon();
    tree.close();
    expect(names()).toEqual(['there']);
    expect(openDescriptors()).toBe(before - 1);
  });
});

describe('committed', () => {
  test('everything has its name', () => {
    stageFile('/a/b/file');
    staged.linkFile('/a/b/link', '/a/b/file');
    staged.createSymlink('/a/b/symlink', 'file', METADATA);
    staged.describeDirectory('/a/b', { ...METADATA, mode: 0o750 });
    staged.commit();
    expect(names()).toEqual(['a', 'a/b', 'a/b/file', 'a/b/link', 'a/b/symlink']);
    expect(lstatSync(join(root, 'a')).mode).toBe(0o040755);
    expect(lstatSync(join(root, 'a/b'))).toMatchObject({ mode: 0o040750, mtimeMs: 1e12 });
    expect(lstatSync(join(root, 'a/b/link'))).toMatchObject({
      nlink: 2,
      mode: 0o100640,
      mtimeMs: 1e12,
    });
  });

  test('a directory that is swapped for a link meanwhile leads nowhere else', () => {
    const outside = scratchDirectory();
    mkdirSync(join(root, 'opt'));
    stageFile('/opt/file');
    renameSync(join(root, 'opt'), join(root, 'moved'));
    symlinkSync(outside, join(root, 'opt'));
    staged.commit();
    expect(readdirSync(outside)).toEqual([]);
    expect(readdirSync(join(root, 'moved'))).toEqual(['file']);
  });

  test('a link cannot have the name of a directory that was made for other files', () => {
    mkdirSync(join(root, 'there'));
    stageFile('/there/new/file');
    stageFile('/there/other');
    staged.createSymlink('/there/new', 'elsewhere', METADATA);
    expect(() => staged.commit()).toThrow(/a directory is in the way/);
    staged.abandon();
    expect(names()).toEqual(['there']);
  });

  test('what came into the way of a new directory meanwhile is not replaced', () => {
    stageFile('/opt/file');
    writeFileSync(join(root, 'opt'), 'mine');
    expect(() => staged.commit()).toThrow(/ENOTDIR|EEXIST/);
    staged.abandon();
    expect(names()).toEqual(['opt']);
    expect(readFileSync(join(root, 'opt'), 'utf8')).toBe('mine');
  });
});
