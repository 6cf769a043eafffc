/** Repositories in directories, with metadata that createrepo_c made. */
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { listingOf } from '../../../corpus/cases/repository.ts';
import { packageBytes } from '../../../corpus/package-bytes.ts';
import { RepositoryError } from '../../../src/audit/sources/repository-error.ts';
import { scratchDirectory } from '../../io/scratch.ts';
import {
  createrepo,
  forgePrimary,
  hasCreaterepo,
  placeAt,
  sha256,
} from '../../support/scratch-repository.ts';
import { failureOf, locationsOf, openAll, openOne, packagesOf } from './opening.ts';

const NOBODY = 65_534;

const HASHED = ['Packages/n/no-files.rpm', 'Packages/p/plain.rpm', 'Packages/w/with-epoch.rpm'];

describe.runIf(hasCreaterepo())('with metadata', () => {
  const COMPRESSIONS: readonly (readonly [string, (root: string) => void])[] = [
    ['gz', (root) => createrepo(root)],
    ['xz', (root) => createrepo(root, '--general-compress-type=xz')],
    ['bz2', (root) => createrepo(root, '--general-compress-type=bz2')],
    ['zst', (root) => forge(root, zstdCompressSync)],
    ['plain', (root) => forge(root, (xml) => xml)],
  ];
  const forge = (root: string, compress: (xml: Uint8Array) => Uint8Array) => {
    createrepo(root);
    forgePrimary(root, { compress });
  };

  test.each(COMPRESSIONS)(
    'compressed as %s, lists what is true of each package',
    async (_, make) => {
      const root = scratchDirectory();
      await placeAt(root, ...HASHED);
      make(root);
      const repository = await openOne(root);
      expect(repository).toMatchObject({ id: root, origin: root });
      expect(repository.revision).toMatch(/^\d+$/);
      expect(repository.announced).toBeNull();
      const packages = await packagesOf(repository);
      expect(repository.announced).toBe(3);
      expect(repository.troubles).toEqual([]);
      for (const location of HASHED) {
        const bytes = await packageBytes(location.slice('Packages/x/'.length, -'.rpm'.length));
        expect(packages.find((pkg) => pkg.location === location)).toEqual({
          location,
          checksum: `sha256:${sha256(bytes)}`,
          size: bytes.length,
          listing: listingOf(location, bytes),
        });
      }
      expect(packages).toHaveLength(3);
    },
  );

  test.each(['sha', 'sha512'])('has checksums of type %s', async (type) => {
    const root = scratchDirectory();
    await placeAt(root, 'plain.rpm');
    createrepo(root, '--checksum', type);
    const [pkg] = await packagesOf(await openOne(root));
    expect(pkg!.checksum).toMatch(new RegExp(`^${pkg!.listing!.checksumType}:[0-9a-f]{40,128}$`));
    expect(['sha', 'sha1', 'sha512']).toContain(pkg!.listing!.checksumType);
  });

  test('is found by its repomd.xml, and by file: URLs', async () => {
    const root = scratchDirectory();
    await placeAt(root, 'plain.rpm');
    createrepo(root);
    const targets = [join(root, 'repodata/repomd.xml'), `${root}/`, pathToFileURL(root).href];
    for (const target of targets) {
      const repository = await openOne(target);
      expect([repository.id, await locationsOf(repository)]).toEqual([root, ['plain.rpm']]);
    }
    expect(await openAll([root, ...targets])).toHaveLength(1);
  });

  test('gives the paths of its packages, and no others', async () => {
    const root = scratchDirectory();
    await placeAt(root, 'plain.rpm');
    createrepo(root);
    const { access } = await openOne(root);
    if (access.kind !== 'local') throw new Error('a directory is local');
    expect(access.path('Packages/plain.rpm')).toBe(join(root, 'Packages/plain.rpm'));
    expect(() => access.path('../plain.rpm')).toThrow(RepositoryError);
    expect(() => access.path('/etc/passwd')).toThrow(RepositoryError);
  });

  test('tells of packages that are not listed, and of listed ones that are not there', async () => {
    const root = scratchDirectory();
    await placeAt(root, ...HASHED);
    createrepo(root);
    renameSync(join(root, HASHED[0]!), join(root, 'Packages/other.rpm'));
    const repository = await openOne(root);
    expect((await locationsOf(repository)).sort()).toEqual(HASHED);
    expect(repository.troubles).toEqual([
      `listed, but not there: "${HASHED[0]}"`,
      'there, but not listed, so left out: "Packages/other.rpm"',
    ]);
  });

  test('finds listed packages through links to directories', async () => {
    const root = scratchDirectory();
    await placeAt(root, 'pool/plain.rpm');
    createrepo(root);
    renameSync(join(root, 'pool'), `${root}-pool`);
    symlinkSync(`${root}-pool`, join(root, 'pool'));
    try {
      const repository = await openOne(root);
      expect(await locationsOf(repository)).toEqual(['pool/plain.rpm']);
      expect(repository.troubles).toEqual([]);
    } finally {
      rmSync(`${root}-pool`, { recursive: true });
    }
  });

  test('of a compose is one for each variant and architecture; the nearest has a package', async () => {
    const root = scratchDirectory();
    const variants = ['AppStream/x86_64/os', 'BaseOS/source/tree', 'BaseOS/x86_64/os'];
    for (const variant of variants) {
      await placeAt(root, `${variant}/Packages/plain.rpm`);
      createrepo(join(root, variant));
    }
    await placeAt(root, 'loose/no-files.rpm');
    // Lists the packages of the repository within it as well.
    await placeAt(root, 'BaseOS/with-epoch.rpm');
    createrepo(join(root, 'BaseOS'));
    const repositories = await openAll([root]);
    expect(repositories.map(({ id }) => id)).toEqual([
      ...['AppStream/x86_64/os', 'BaseOS', 'BaseOS/source/tree', 'BaseOS/x86_64/os'].map((path) =>
        join(root, path),
      ),
      root,
    ]);
    const lists = await Promise.all(repositories.map(locationsOf));
    const plain = ['Packages/plain.rpm'];
    expect(lists).toEqual([plain, ['with-epoch.rpm'], plain, plain, ['loose/no-files.rpm']]);
    for (const { troubles } of repositories) expect(troubles).toEqual([]);
  });
});

describe('without metadata', () => {
  test('has every package below it', async () => {
    const root = scratchDirectory();
    await placeAt(root, 'b/plain.rpm', 'a/no-files.rpm');
    writeFileSync(join(root, 'README'), 'no package');
    const repository = await openOne(root);
    expect(repository).toMatchObject({ id: root, revision: null, announced: 2, troubles: [] });
    const size = async (name: string) => (await packageBytes(name)).length;
    expect(await packagesOf(repository)).toEqual([
      { location: 'a/no-files.rpm', checksum: null, size: await size('no-files'), listing: null },
      { location: 'b/plain.rpm', checksum: null, size: await size('plain'), listing: null },
    ]);
  });

  test('has packages of any name, and their paths', async () => {
    const root = scratchDirectory();
    const names = ['a%2e%2e.rpm', 'b\\..\\c.rpm', 'd\n.rpm'];
    for (const name of names) writeFileSync(join(root, name), name);
    const repository = await openOne(root);
    expect(await locationsOf(repository)).toEqual(names);
    if (repository.access.kind !== 'local') throw new Error('a directory is local');
    expect(names.map(repository.access.path)).toEqual(names.map((name) => join(root, name)));
  });

  test('may be empty', async () => {
    expect(await locationsOf(await openOne(scratchDirectory()))).toEqual([]);
  });

  test('tells of directories that cannot be listed', async () => {
    const root = scratchDirectory();
    mkdirSync(join(root, 'closed'));
    chmodSync(join(root, 'closed'), 0);
    chmodSync(root, 0o755);
    const { troubles } = await asNobody(() => openOne(root));
    expect(troubles).toEqual([expect.stringContaining('EACCES')]);
  });
});

test.each([
  ['/no/such/directory', /cannot list \/no\/such\/directory/],
  ['/no/such/repodata/repomd.xml', /cannot open \/no\/such\/repodata\/repomd.xml/],
  ['/no/such.repo', /cannot read \/no\/such.repo/],
  ['ftp://user:secret@host/repo', /^the ftp: URL: only http:, https: and file: are read/],
  ['file://elsewhere/repo', /^the file: URL: it names another host/],
])('%s is a repository that says what is wrong, and others go on', async (target, message) => {
  const root = scratchDirectory();
  const repositories = await openAll([target, root]);
  expect(repositories).toHaveLength(2);
  expect(await locationsOf(repositories[1]!)).toEqual([]);
  const { error } = await failureOf(repositories[0]!);
  expect((error as Error).message).toMatch(message);
  expect(JSON.stringify([repositories[0], String(error)])).not.toContain('secret');
});

/** Root can list every directory; anybody else stays who they are. */
async function asNobody<T>(action: () => Promise<T>): Promise<T> {
  if (process.getuid!() !== 0) return await action();
  process.seteuid!(NOBODY);
  try {
    return await action();
  } finally {
    process.seteuid!(0);
  }
}
