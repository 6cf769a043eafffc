/** What preflight says of real file systems, and that it leaves nothing on them. */
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loopVolume } from '../support/loop-volume.ts';
import { command, mounted } from '../support/mounted.ts';
import { examined } from './examined.ts';

/** The checks that go by the file systems. */
const IDS = ['host-fs', 'host-root-split', 'host-nocow', 'host-compress', 'host-block-size'];

/** Root and cache below a directory. */
function places(path: string, cacheOn = path): { root: string; cache: string } {
  const root = join(path, 'root');
  const cache = join(cacheOn, 'cache');
  for (const directory of [root, join(root, 'usr/bin'), cache]) {
    mkdirSync(directory, { recursive: true });
  }
  return { root, cache };
}

async function statuses(request: { root: string; cache: string }) {
  const { status, answer } = await examined(request);
  return { all: IDS.map((id) => status(id)), answer };
}

function everythingIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort();
}

describe('one file system', () => {
  test.each([
    ['btrfs', {}, ['ok', 'ok', 'ok', 'ok', 'ok']],
    ['xfs', {}, ['ok', 'ok', 'not-applicable', 'not-applicable', 'ok']],
    [
      'xfs',
      { make: ['-m', 'reflink=0'] },
      ['error', 'not-applicable', 'not-applicable', 'not-applicable', 'ok'],
    ],
    ['ext4', {}, ['error', 'not-applicable', 'not-applicable', 'not-applicable', 'ok']],
    ['tmpfs', {}, ['error', 'not-applicable', 'not-applicable', 'not-applicable', 'ok']],
  ] as const)('%s %j', async (kind, options, expected) => {
    const volume = loopVolume(kind, options);
    if (volume === undefined) return;
    const request = places(volume.path);
    const before = everythingIn(volume.path);
    const { all, answer } = await statuses(request);
    expect(all).toEqual(expected);
    expect(answer('host-fs').found).toContain(`${kind} at ${request.cache}`);
    expect(everythingIn(volume.path)).toEqual(before);
  });

  test('blocks larger than a page are not cloned by pages', async () => {
    const volume = loopVolume('xfs', { make: ['-b', 'size=16384'] });
    if (volume === undefined) return;
    const { answer, status } = await examined(places(volume.path));
    expect(answer('host-block-size')).toMatchObject({ status: 'error' });
    expect(answer('host-block-size').found).toContain('has 16384');
    expect([status('host-fs'), status('host-root-split')]).toEqual(['ok', 'ok']);
  });

  test('a cache that is not there yet is judged by the directory above', async () => {
    const volume = loopVolume('btrfs');
    if (volume === undefined) return;
    const { root } = places(volume.path);
    const cache = join(volume.path, 'not/there');
    const { answer } = await examined({ root, cache });
    expect(answer('host-fs').status).toBe('ok');
    expect(answer('host-fs').found).toContain(`btrfs at ${volume.path} (for ${cache})`);
    expect(readdirSync(volume.path)).not.toContain('not');
  });
});

describe('several file systems', () => {
  test('both clone, but not between each other', async () => {
    const here = loopVolume('btrfs');
    const there = loopVolume('xfs');
    if (here === undefined || there === undefined) return;
    const { all, answer } = await statuses(places(here.path, there.path));
    expect(all.slice(0, 2)).toEqual(['ok', 'error']);
    expect(answer('host-root-split').found).toContain('does not clone between the two');
  });

  test('a directory below the root that is on another is copied to', async () => {
    const here = loopVolume('btrfs');
    const there = loopVolume('xfs');
    if (here === undefined || there === undefined) return;
    const request = places(here.path);
    mkdirSync(join(request.root, 'opt'));
    mounted('--bind', there.path, join(request.root, 'opt'));
    const { all, answer } = await statuses(request);
    expect(all.slice(0, 2)).toEqual(['ok', 'warning']);
    expect(answer('host-root-split').found).toContain(`but not to xfs at ${request.root}/opt`);
  });

  test('a mount deep below /usr is found', async () => {
    const here = loopVolume('btrfs');
    const there = loopVolume('tmpfs');
    if (here === undefined || there === undefined) return;
    const request = places(here.path);
    const deep = join(request.root, 'usr/share/a b');
    mkdirSync(deep, { recursive: true });
    mounted('--bind', there.path, deep);
    const { answer } = await statuses(request);
    expect(answer('host-root-split')).toMatchObject({ status: 'warning' });
    expect(answer('host-root-split').found).toContain(`tmpfs at ${deep}`);
  });

  test('a symbolic link does not lead out of the root', async () => {
    const here = loopVolume('btrfs');
    if (here === undefined) return;
    const request = places(here.path);
    symlinkSync('/', join(request.root, 'opt'));
    const { facts } = await examined(request);
    expect(facts.targets.map(({ directory }) => directory)).toEqual([request.root]);
  });
});

describe('btrfs', () => {
  test('clones between subvolumes, of one mount and of two', async () => {
    const volume = loopVolume('btrfs');
    if (volume === undefined) return;
    const root = join(volume.path, 'root');
    command('btrfs', 'subvolume', 'create', root);
    command('btrfs', 'subvolume', 'create', join(root, 'usr'));
    command('btrfs', 'subvolume', 'create', join(volume.path, 'elsewhere'));
    mkdirSync(join(root, 'var'));
    const device = command('findmnt', '-no', 'SOURCE', volume.path).trim();
    mounted('-o', 'subvol=elsewhere', device, join(root, 'var'));
    const { facts, answer } = await examined({ root, cache: join(root, 'var/cache') });
    expect(answer('host-root-split').status).toBe('ok');
    expect(facts.targets.map(({ directory }) => directory)).toEqual([
      root,
      join(root, 'usr'),
      join(root, 'var'),
    ]);
  });

  test('does not clone between files with and without NOCOW', async () => {
    const volume = loopVolume('btrfs');
    if (volume === undefined) return;
    const request = places(volume.path);
    command('chattr', '+C', request.cache);
    const differing = await statuses(request);
    expect(differing.all.slice(0, 3)).toEqual(['ok', 'ok', 'error']);
    expect(differing.answer('host-nocow').found).toContain(`${request.cache} has it, unlike`);
    command('chattr', '+C', request.root);
    const alike = await statuses(request);
    expect(alike.all.slice(0, 3)).toEqual(['ok', 'ok', 'ok']);
  });

  test('compression of the target alone is worth a warning, that of the mount is not', async () => {
    const plain = loopVolume('btrfs');
    if (plain === undefined) return;
    const request = places(plain.path);
    command('chattr', '+c', request.root);
    const { answer } = await statuses(request);
    expect(answer('host-compress')).toMatchObject({ status: 'warning' });
    expect(answer('host-compress').found).toContain(`${request.root} has chattr +c`);
    const packed = loopVolume('btrfs', { mount: ['compress=zstd'] });
    if (packed === undefined) return;
    const both = await statuses(places(packed.path));
    expect(both.answer('host-compress')).toMatchObject({ status: 'ok' });
    expect(both.answer('host-compress').found).toMatch(/the cache has compress=zstd/);
  });
});

describe('where nothing can be written', () => {
  test('a read-only mount is said to be one', async () => {
    const volume = loopVolume('btrfs');
    if (volume === undefined) return;
    const request = places(volume.path);
    mounted('--bind', request.root, request.root);
    command('mount', '-o', 'remount,bind,ro', request.root);
    const { all, answer } = await statuses(request);
    expect(all[0]).toBe('error');
    expect(answer('host-fs').found).toContain(`${request.root}: it is read-only`);
  });
});
