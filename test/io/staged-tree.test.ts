import {
  chmodSync,
  chownSync,
  fstatSync,
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
import type { Metadata } from '../../src/io/file-metadata.ts';
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

function stageFile(path: string, metadata: Metadata = METADATA): void {
  staged.prepare(path);
  staged.createFile(path, metadata).finish();
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
    staged.createFile('/a/unfinished', METADATA);
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

describe('owner and mode', () => {
  const ownerId = process.geteuid!();

  /** Two of each in a new directory, and one in a directory that is there. */
  function stageEach(modes: readonly number[], owner: Metadata['owner']): void {
    mkdirSync(join(root, 'old'), { recursive: true });
    for (const mode of modes) {
      for (const path of [`/new/${mode}-a`, `/new/${mode}-b`, `/old/${mode}-c`]) {
        stageFile(path, { ...METADATA, mode, owner });
      }
    }
    staged.commit();
  }

  function modesOf(modes: readonly number[]): number[] {
    return modes.flatMap((mode) =>
      [`new/${mode}-a`, `new/${mode}-b`, `old/${mode}-c`].map(
        (path) => lstatSync(join(root, path)).mode & 0o7777,
      ),
    );
  }

  test.each([0o000, 0o022, 0o077])('modes are right under the umask %o', (umask) => {
    const before = process.umask(umask);
    onTestFinished(() => {
      process.umask(before);
    });
    const modes = [0o600, 0o644, 0o666, 0o755, 0o4755, 0o2711, 0o1777, 0o000];
    stageEach(modes, undefined);
    expect(modesOf(modes)).toEqual(modes.flatMap((mode) => [mode, mode, mode]));
  });

  test.runIf(ownerId === 0)(
    'the group is right where a directory gives its own to new files',
    () => {
      chownSync(root, 0, 4242);
      chmodSync(root, 0o2755);
      const modes = [0o644, 0o755];
      stageEach(modes, { uid: 0, gid: 0 });
      for (const path of names().filter((name) => name.includes('/'))) {
        expect(lstatSync(join(root, path)), path).toMatchObject({ uid: 0, gid: 0 });
      }
      expect(modesOf(modes)).toEqual(modes.flatMap((mode) => [mode, mode, mode]));
    },
  );

  test('a file under way is for nobody else, where others can see it', () => {
    mkdirSync(join(root, 'old'));
    staged.prepare('/old/file');
    const file = staged.createFile('/old/file', { ...METADATA, mode: 0o666 });
    expect(fstatSync(file.fd).mode & 0o777).toBe(0o600);
    file.finish();
    staged.commit();
    expect(lstatSync(join(root, 'old/file')).mode & 0o777).toBe(0o666);
  });
});
