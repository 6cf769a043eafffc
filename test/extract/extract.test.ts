import {
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FileDescription } from '../../corpus/writer/description.ts';
import { stringArray } from '../../corpus/writer/header-entry.ts';
import { TAG } from '../../corpus/writer/tags.ts';
import { putTogether, takeApart } from '../transcode/extents-surgery.ts';
import { emptyRoot, extentsOf, extracted, FILES, file, packageIn, scratch } from './extracting.ts';
import { snapshot } from './tree-snapshot.ts';

const asRoot = process.geteuid?.() === 0;

describe('a package with one of everything', () => {
  test('plain and extents file give the same tree, with all that the header says', async () => {
    const directory = scratch();
    const rpm = await packageIn(directory, FILES);
    const plain = emptyRoot(directory, 'plain');
    const cloned = emptyRoot(directory, 'cloned');
    const fromPlain = await extracted(rpm, plain);
    const fromExtents = await extracted(await extentsOf(rpm), cloned);

    const tree = snapshot(plain);
    expect(snapshot(cloned)).toEqual(tree);
    expect(Object.keys(tree)).toEqual(
      [
        ...FILES.filter(({ type }) => type !== 'ghost').map(({ path }) => path),
        '/var',
        '/var/lib',
        '/var/lib/unowned',
      ].sort(),
    );
    expect(tree['/opt/sample']!.mode).toBe(0o040750);
    expect(tree['/var/lib/unowned']!.mode).toBe(0o040755);
    expect(tree['/opt/sample/suid']!.mode).toBe(0o104755);
    expect(tree['/opt/sample/fifo']!.mode).toBe(0o010622);
    expect(tree['/opt/sample/4095']!.mtime).toBe(1e9 + 4095);
    expect(tree['/opt/sample/symlink']!.content).toBe('../../../etc/passwd');
    const links = ['link-1', 'link-2', 'link-3'].map((name) => tree[`/opt/sample/${name}`]!);
    expect(new Set(links.map(({ sameAs }) => sameAs)).size).toBe(1);
    expect(links[0]!.mode).toBe(0o100640);
    for (const root of [plain, cloned]) {
      expect(statSync(join(root, 'opt')).mtimeMs).toBe(1_500_000_000_000);
      expect(statSync(join(root, 'opt/sample')).mtimeMs).toBe(1_400_000_000_000);
    }

    const counts = {
      regularFiles: 10,
      emptyFiles: 1,
      hardLinks: 2,
      directories: 2,
      symlinks: 1,
      fifos: 1,
    };
    expect(fromPlain).toMatchObject({ ...counts, kind: 'package', verified: true });
    expect(fromExtents).toMatchObject({ ...counts, kind: 'extents', verified: true });
    for (const { skipped, cloned: a, rangeCopied: b, copied: c } of [fromPlain, fromExtents]) {
      expect(skipped).toEqual({ ghosts: 1, devices: 0, sockets: 0 });
      expect(a.files + b.files + c.files).toBe(9);
      expect(a.bytes + b.bytes + c.bytes).toBe(
        0 + 1 + 4095 + 4096 + 2 * 4097 + 100_000 + 21_000 + 5 + 25,
      );
    }
  });

  test('extracted again it replaces every file and keeps every directory', async () => {
    const directory = scratch();
    const root = emptyRoot(directory);
    const rpm = await packageIn(directory, FILES);
    await extracted(rpm, root);
    const tree = snapshot(root);
    writeFileSync(join(root, 'opt/sample/4096'), 'changed');
    writeFileSync(join(root, 'opt/sample/mine'), 'stays');
    await extracted(rpm, root);
    const { '/opt/sample/mine': mine, ...again } = snapshot(root);
    expect(again).toEqual(tree);
    expect(mine).toBeDefined();
  });

  test('devices are counted, not made', async () => {
    const directory = scratch();
    const root = emptyRoot(directory);
    const rpm = await packageIn(directory, [
      { path: '/null', type: 'character-device', rdev: 0x103 },
      file('/file', 'content'),
    ]);
    const { skipped } = await extracted(rpm, root);
    expect(skipped.devices).toBe(1);
    expect(readdirSync(root)).toEqual(['file']);
  });
});

describe('packages that are refused leave nothing behind', () => {
  const refused: readonly (readonly [string, readonly FileDescription[], RegExp])[] = [
    ['../x', [file('/opt/a', 'a'), file('/../x', 'x')], /file-path-dots/],
    ['.. in the middle', [file('/opt/../../x', 'x')], /file-path-dots/],
    ['a file called .', [file('/opt/.', 'x')], /file-path-dots/],
    ['a directory called ..', [{ path: '/opt/..', type: 'directory' }], /file-path-dots/],
    ['no name', [file('/opt/', 'x')], /file-name-empty/],
    ['a relative path', [file('x', 'x')], /file-path-relative/],
    ['a name of 255 bytes', [file(`/opt/${'n'.repeat(255)}`, 'x')], /file-name-length/],
    [
      'a wrong digest',
      [file('/opt/a', 'a'), file('/opt/b', 'b', { digest: 'ab'.repeat(32) })],
      /digest-mismatch/,
    ],
    [
      'a link that stands for a directory',
      [{ path: '/a', type: 'symlink', target: '/etc' }, file('/a/passwd', 'x')],
      /in the way|file-path-conflict/,
    ],
  ];
  test.each(refused)('%s', async (_, files, message) => {
    const directory = scratch();
    const root = emptyRoot(directory);
    await expect(extracted(await packageIn(directory, files), root)).rejects.toThrow(message);
    expect(readdirSync(root)).toEqual([]);
  });

  test('a file that rpm installs elsewhere than its path says', async () => {
    const directory = scratch();
    const root = emptyRoot(directory);
    const main = {
      entries: [stringArray(TAG.DIRNAMES, ['/opt']), stringArray(TAG.BASENAMES, ['/x'])],
    };
    const rpm = await packageIn(directory, [file('/opt/x', 'x')], { main });
    await expect(extracted(rpm, root)).rejects.toThrow(/file-dirname-slash/);
    expect(readdirSync(root)).toEqual([]);
  });

  test('a source package', async () => {
    const directory = scratch();
    const rpm = await packageIn(directory, [file('x.spec', 'x')], { kind: 'source' });
    await expect(extracted(rpm, emptyRoot(directory))).rejects.toThrow(/source-package/);
  });

  test('a payload that ends too early', async () => {
    const directory = scratch();
    const root = emptyRoot(directory);
    const rpm = await packageIn(directory, FILES);
    writeFileSync(rpm, readFileSync(rpm).subarray(0, -200));
    await expect(extracted(rpm, root)).rejects.toThrow();
    expect(readdirSync(root)).toEqual([]);
  });

  test('bytes behind the payload, which the digests cover', async () => {
    const directory = scratch();
    const root = emptyRoot(directory);
    const rpm = await packageIn(directory, FILES);
    writeFileSync(rpm, Buffer.concat([readFileSync(rpm), Buffer.alloc(100)]));
    await expect(extracted(rpm, root)).rejects.toThrow(/digest/i);
    expect(readdirSync(root)).toEqual([]);
  });
});

describe('names that are odd', () => {
  const odd = [
    'new\nline',
    ' blank ',
    '\x1b[31mred',
    'żółw',
    '-rf',
    `n${'n'.repeat(245)}`,
    ';',
    '%s',
  ];
  test.each(odd)('%j', async (name) => {
    const directory = scratch();
    const root = emptyRoot(directory);
    await extracted(
      await packageIn(directory, [file(`/opt/${name}`, 'x'), file(`/${name}/in`, 'y')]),
      root,
    );
    expect(readdirSync(join(root, 'opt'))).toEqual([name]);
    expect(readFileSync(join(root, name, 'in'), 'utf8')).toBe('y');
  });

  test('bytes that are no UTF-8', async () => {
    const directory = scratch();
    const root = emptyRoot(directory);
    const rpm = await packageIn(directory, [file('/a', 'x'), file('/b', 'y')], {
      payloadMagic: '07070X',
      main: {
        entries: [
          { tag: 1117, type: 8, count: 2, data: Buffer.from('\xff\xfea\0\x80b\0', 'latin1') },
        ],
      },
    });
    await extracted(rpm, root);
    expect(Object.keys(snapshot(root))).toEqual(['/\x80b', '/\xff\xfea']);
  });
});

describe('a root that is not to be trusted', () => {
  test.each([
    ['climbs out', '../outside'],
    ['is absolute, and nothing is there below the root', '/outside'],
    ['leads to itself', 'etc'],
  ])('a symbolic link that %s', async (_, target) => {
    const directory = scratch();
    const root = emptyRoot(directory);
    const outside = emptyRoot(directory, 'outside');
    symlinkSync(target === '/outside' ? outside : target, join(root, 'etc'));
    const rpm = await packageIn(directory, [file('/a', 'a'), file('/etc/x', 'x')]);
    await expect(extracted(rpm, root)).rejects.toThrow(/symbolic link/);
    expect(readdirSync(root)).toEqual(['etc']);
    expect(readdirSync(outside)).toEqual([]);
  });

  test('links that stay in it are followed, absolute ones from the root', async () => {
    const directory = scratch();
    const root = emptyRoot(directory);
    mkdirSync(join(root, 'usr/bin'), { recursive: true });
    symlinkSync('usr/bin', join(root, 'bin'));
    symlinkSync('/usr', join(root, 'usr/self'));
    const rpm = await packageIn(directory, [file('/bin/a', 'a'), file('/usr/self/bin/b', 'b')]);
    await extracted(rpm, root);
    expect(readdirSync(join(root, 'usr/bin')).sort()).toEqual(['a', 'b']);
  });

  test('a link in the place of a file is replaced, and what it points to is not touched', async () => {
    const directory = scratch();
    const root = emptyRoot(directory);
    const victim = join(directory, 'victim');
    writeFileSync(victim, 'mine');
    symlinkSync(victim, join(root, 'x'));
    await extracted(await packageIn(directory, [file('/x', 'x')]), root);
    expect(readFileSync(victim, 'utf8')).toBe('mine');
    expect(readFileSync(join(root, 'x'), 'utf8')).toBe('x');
  });

  test('a directory in the place of a file: nothing is extracted', async () => {
    const directory = scratch();
    const root = emptyRoot(directory);
    mkdirSync(join(root, 'x'));
    const rpm = await packageIn(directory, [file('/a/b/c', 'c'), file('/d', 'd'), file('/x', 'x')]);
    await expect(extracted(rpm, root)).rejects.toThrow(/a directory is in the way/);
    expect(readdirSync(root)).toEqual(['x']);
  });

  test('a file in the place of a directory: nothing is extracted', async () => {
    const directory = scratch();
    const root = emptyRoot(directory);
    writeFileSync(join(root, 'x'), 'mine');
    const rpm = await packageIn(directory, [file('/a', 'a'), file('/x/y', 'y')]);
    await expect(extracted(rpm, root)).rejects.toThrow(/in the way/);
    expect(readdirSync(root)).toEqual(['x']);
  });
});

describe('an extents file that is not to be trusted', () => {
  async function damaged(change: (bytes: Buffer) => Uint8Array, options = {}): Promise<string[]> {
    const directory = scratch();
    const root = emptyRoot(directory);
    const extents = await extentsOf(await packageIn(directory, FILES));
    writeFileSync(extents, change(readFileSync(extents)));
    await expect(extracted(extents, root, options)).rejects.toThrow();
    return readdirSync(root);
  }
  const surgery =
    (change: Parameters<typeof putTogether>[0] extends infer P ? (parts: P) => P : never) =>
    (bytes: Buffer) =>
      putTogether(change(takeApart(bytes)));

  test('truncated anywhere', async () => {
    for (const part of [0.1, 0.5, 0.9, 0.999]) {
      expect(await damaged((bytes) => bytes.subarray(0, bytes.length * part))).toEqual([]);
    }
  });

  test('the middle cut out', async () => {
    const cut = (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 8192), bytes.subarray(16_384)]);
    expect(await damaged(cut)).toEqual([]);
  });

  test('an offset behind the extents', async () => {
    const far = surgery((parts) => ({
      ...parts,
      records: parts.records.map((r) => ({ ...r, offset: r.offset + 1e9 })),
    }));
    expect(await damaged(far)).toEqual([]);
  });

  test('two contents in one place', async () => {
    const offset = 3 * 4096;
    const same = surgery((parts) => ({
      ...parts,
      records: parts.records.map((r) => ({ ...r, offset })),
    }));
    expect(await damaged(same)).toEqual([]);
  });

  test('a record missing', async () => {
    expect(
      await damaged(surgery((parts) => ({ ...parts, records: parts.records.slice(1) }))),
    ).toEqual([]);
  });

  test('a header that does not have its digest', async () => {
    const renamed = (bytes: Buffer) => {
      const changed = Buffer.from(bytes);
      changed.write('/opt/sAmple', changed.indexOf('/opt/sample'));
      return changed;
    };
    expect(await damaged(renamed)).toEqual([]);
  });

  test('wrong content', async () => {
    const tampered = (bytes: Buffer) => {
      const changed = Buffer.from(bytes);
      changed.write('LINKED', changed.indexOf('linked\nlinked\n'));
      return changed;
    };
    expect(await damaged(tampered)).toEqual([]);
  });
});

describe.skipIf(!asRoot)('as root', () => {
  test("owners by the root's accounts; unknown ones become root, without their set-ID bits", async () => {
    const directory = scratch();
    const root = emptyRoot(directory);
    mkdirSync(join(root, 'etc'));
    writeFileSync(join(root, 'etc/passwd'), 'root:x:7:7::/:/bin/sh\nweb:x:1234:1::/:/bin/sh\n');
    writeFileSync(join(root, 'etc/group'), 'web:x:4321:\n');
    const rpm = await packageIn(directory, [
      file('/known', 'x', { user: 'web', group: 'web', mode: 0o6755 }),
      file('/rooted', 'x'),
      { path: '/symlink', type: 'symlink', target: 'known', user: 'web', group: 'web' },
      file('/unknown', 'x', { user: 'nobody-here', group: 'web', mode: 0o6755 }),
    ]);
    const { warnings } = await extracted(rpm, root);
    const tree = snapshot(root);
    expect(tree['/known']).toMatchObject({ owner: '1234:4321', mode: 0o106755 });
    expect(tree['/symlink']!.owner).toBe('1234:4321');
    expect(tree['/rooted']!.owner).toBe('0:0');
    expect(tree['/unknown']).toMatchObject({ owner: '0:4321', mode: 0o102755 });
    expect(warnings).toEqual(['user nobody-here does not exist: root is used instead']);
  });
});
