import { describe, expect, it, test } from 'vitest';
import type { FileDescription } from '../../../corpus/writer/description.ts';
import { diffOf } from './sides.ts';

const regular = (path: string, changes: Partial<FileDescription> = {}): FileDescription =>
  ({ type: 'regular', path, content: 'content', ...changes }) as FileDescription;

async function filesDiff(old: readonly FileDescription[], current: readonly FileDescription[]) {
  return (await diffOf({ files: old }, { files: current })).files!;
}

test('files are added, removed and the same', async () => {
  const { added, removed, changed, same } = await filesDiff(
    [regular('/opt/a'), regular('/opt/b'), { type: 'directory', path: '/opt/gone' }],
    [regular('/opt/a'), regular('/opt/b'), regular('/opt/c')],
  );
  expect(added).toEqual([
    {
      path: '/opt/c',
      type: 'regular',
      mode: 0o100644,
      user: 'root',
      group: 'root',
      size: 7,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      linkTo: null,
      rdev: null,
      capabilities: '',
      flags: 0,
    },
  ]);
  expect(removed).toMatchObject([
    { path: '/opt/gone', type: 'directory', size: null, digest: null },
  ]);
  expect({ changed, same }).toEqual({ changed: [], same: 2 });
});

describe('a file changes in', () => {
  const device = (rdev: number): FileDescription => ({
    type: 'character-device',
    path: '/opt/x',
    rdev,
  });
  const link = (target: string): FileDescription => ({ type: 'symlink', path: '/opt/x', target });

  it.each<[string, FileDescription, FileDescription]>([
    ['mode', regular('/opt/x'), regular('/opt/x', { mode: 0o755 })],
    ['user', regular('/opt/x'), regular('/opt/x', { user: 'bin' })],
    ['group', regular('/opt/x'), regular('/opt/x', { group: 'bin' })],
    ['size,digest', regular('/opt/x'), regular('/opt/x', { content: 'contents' } as never)],
    ['digest', regular('/opt/x'), regular('/opt/x', { content: 'CONTENT' } as never)],
    ['flags', regular('/opt/x'), regular('/opt/x', { flags: 1 })],
    ['linkTo', link('a'), link('b')],
    ['rdev', device(0x103), device(0x105)],
    ['mode', regular('/opt/x', { mode: 0o777 }), link('a')],
  ])('%s', async (attributes, old, current) => {
    const { changed, ...rest } = await filesDiff([old], [current]);
    expect(changed.map(({ path, changed: what }) => [path, what.join()])).toEqual([
      ['/opt/x', attributes],
    ]);
    expect(rest).toEqual({ added: [], removed: [], same: 0, digestsCompared: true });
  });

  it('nothing, where only its time is another', async () => {
    const { changed, same } = await filesDiff(
      [regular('/opt/x', { mtime: 1 })],
      [regular('/opt/x', { mtime: 2 })],
    );
    expect({ changed, same }).toEqual({ changed: [], same: 1 });
  });
});

test('contents under digests of two algorithms are told apart by size alone', async () => {
  const files = [regular('/opt/same'), regular('/opt/longer')];
  const current = [regular('/opt/same'), regular('/opt/longer', { content: 'contents' } as never)];
  const { files: diff } = await diffOf(
    { files, fileDigestAlgorithm: 'md5' },
    { files: current, fileDigestAlgorithm: 'sha256' },
  );
  expect(diff).toMatchObject({ digestsCompared: false, same: 1 });
  expect(diff!.changed.map(({ changed }) => changed)).toEqual([['size']]);
});

test('a path that is there twice is two files', async () => {
  const once = [regular('/opt/x')];
  const twice = [...once, regular('/opt/x', { content: 'another' } as never)];
  const { added, same } = await filesDiff(once, twice);
  expect(added).toHaveLength(1);
  expect(same).toBe(1);
  expect((await filesDiff(twice, twice)).same).toBe(2);
});

test('names are printable', async () => {
  const { added } = await filesDiff([], [regular('/opt/\u001b[2J\n')]);
  expect(added[0]!.path).toBe('/opt/\\x1b[2J\\n');
});
