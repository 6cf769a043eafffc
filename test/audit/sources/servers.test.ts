/** Repositories behind a real server: URLs, lists of mirrors, .repo files, passwords. */
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { beforeEach, describe, expect, test } from 'vitest';
import { packageBytes } from '../../../corpus/package-bytes.ts';
import type { Repository } from '../../../src/audit/repository.ts';
import { FetchError } from '../../../src/io/http/fetch-error.ts';
import { scratchDirectory } from '../../io/scratch.ts';
import { hasNginx, type Nginx, startNginx } from '../../support/nginx.ts';
import {
  createrepo,
  forgePrimary,
  hasCreaterepo,
  placeAt,
  sha256,
} from '../../support/scratch-repository.ts';
import { failureOf, locationsOf, openAll, openOne, packagesOf } from './opening.ts';

const LOCATIONS = ['Packages/n/no-files.rpm', 'Packages/p/plain.rpm'];
const SECRET = 'hunter2-secret';

let root: string;
let server: Nginx;

/** `good/` and its older copy `old/` are repositories; `private/` wants user and password. */
async function serve(): Promise<void> {
  root = scratchDirectory();
  await placeAt(join(root, 'good'), ...LOCATIONS);
  createrepo(join(root, 'good'));
  cpSync(join(root, 'good'), join(root, 'private'), { recursive: true });
  await placeAt(join(root, 'old'), LOCATIONS[1]!);
  createrepo(join(root, 'old'));
  writeFileSync(join(root, 'passwords'), `me:{PLAIN}${SECRET}\n`);
  server = await startNginx(
    root,
    `location /private/ { auth_basic x; auth_basic_user_file ${root}/passwords; }
     location /page { default_type text/html; return 200 "<html>Welcome</html>"; }`,
  );
}

const repomdOf = (name: string) => readFileSync(join(root, name, 'repodata/repomd.xml'));

function metalink(mirrors: readonly string[], ...versions: readonly Uint8Array[]): string {
  const [newest, ...older] = versions.map(
    (bytes) =>
      `<size>${bytes.length}</size><verification><hash type="sha256">${sha256(bytes)}</hash></verification>`,
  );
  const urls = mirrors.map(
    (mirror, at) =>
      `<url protocol="http" preference="${100 - at}">${server.url}${mirror}/repodata/repomd.xml</url>`,
  );
  return `<?xml version="1.0"?><metalink version="3.0" xmlns:mm0="m"><files><file name="repomd.xml">${newest}
    <mm0:alternates>${older.map((one) => `<mm0:alternate>${one}</mm0:alternate>`).join('')}</mm0:alternates>
    <resources>${urls.join('')}</resources></file></files></metalink>`;
}

async function openRepoFile(text: string, options = {}): Promise<readonly Repository[]> {
  const path = join(root, 'test.repo');
  writeFileSync(path, text);
  return await openAll([path], options);
}

describe.runIf(hasCreaterepo() && hasNginx())('a server', () => {
  beforeEach(serve);

  test('has a repository at its URL, with a slash or without, and at its repomd.xml', async () => {
    const address = `${server.url}good`;
    for (const target of [address, `${address}/`, `${address}/repodata/repomd.xml`]) {
      const repository = await openOne(target);
      expect(repository).toMatchObject({ id: address, origin: address, announced: null });
      expect((await locationsOf(repository)).sort()).toEqual(LOCATIONS);
      expect(repository).toMatchObject({ announced: 2, troubles: [] });
    }
  });

  test('gives heads and files of what it lists', async () => {
    const { access, ...repository } = await openOne(`${server.url}good`);
    const packages = await packagesOf({ ...repository, access });
    const plain = packages.find(({ location }) => location.endsWith('plain.rpm'))!;
    if (access.kind !== 'remote') throw new Error('a server is remote');
    const bytes = await packageBytes('plain');
    const { signal } = new AbortController();
    const head = await access.head(plain, signal);
    expect(Buffer.compare(head.start, bytes.subarray(0, plain.listing!.headerRange!.end))).toBe(0);
    const file = await access.file(plain, signal);
    expect(file.source.size).toBe(bytes.length);
    file.close();
  });

  test('that has nothing there is a repository that says so, and others go on', async () => {
    const [none, page, good] = await openAll([
      `${server.url}none`,
      `${server.url}page`,
      `${server.url}good`,
    ]);
    expect((await failureOf(none!)).error).toMatchObject({ code: 'HTTP_404' });
    expect(String((await failureOf(page!)).error)).toMatch(
      /page\/repodata\/repomd.xml: expected <repomd>|it is no repository/,
    );
    expect(await locationsOf(good!)).toHaveLength(2);
  });

  test('that is gone is told of', async () => {
    const { error } = await failureOf(await openOne('http://127.0.0.1:9/repo'));
    expect(error).toBeInstanceOf(FetchError);
    expect(error).toMatchObject({ code: 'CONNECTION' });
  });

  test('gets user and password from the URL or the options, and nobody else does', async () => {
    const url = new URL(`${server.url}private`);
    expect((await failureOf(await openOne(url.href))).error).toMatchObject({ code: 'HTTP_401' });
    url.username = 'me';
    url.password = SECRET;
    const fromUrl = await openOne(`${url.href}?token=${SECRET}&x`).catch((error) => error);
    expect(inspect(fromUrl, { depth: 8 })).not.toContain(SECRET);
    for (const repository of [
      await openOne(url.href),
      await openOne(`${server.url}private`, { login: { user: 'me', password: SECRET } }),
    ]) {
      expect(await locationsOf(repository)).toHaveLength(2);
      expect(`${repository.id} ${repository.origin}`).not.toContain('me');
      expect(inspect(repository, { depth: 8 })).not.toContain(SECRET);
    }
    url.password = 'wrong-secret';
    const { error } = await failureOf(await openOne(url.href));
    expect(inspect(error, { depth: 8 })).not.toContain('wrong-secret');
  });

  test('has a list of mirrors, whatever it is called', async () => {
    writeFileSync(join(root, 'list'), `# mirrors\n${server.url}none\n${server.url}good/\n`);
    cpSync(join(root, 'list'), join(root, 'mirrorlist'));
    for (const target of ['list', 'mirrorlist', 'list?repo=a&arch=b&key=c']) {
      const repository = await openOne(server.url + target);
      expect(repository.id).toBe((server.url + target).replace('&key=c', ''));
      expect(repository.origin).toBe(server.url + target.replace(/\?.*/, ''));
      expect(await locationsOf(repository)).toHaveLength(2);
    }
  });

  test('has a metalink: mirrors that are out of date are passed over', async () => {
    appendFileSync(join(root, 'old/repodata/repomd.xml'), ' '.repeat(10_000));
    mkdirSync(join(root, 'short/repodata'), { recursive: true });
    writeFileSync(join(root, 'short/repodata/repomd.xml'), '<repomd/>');
    writeFileSync(
      join(root, 'metalink'),
      metalink(['old', 'none', 'short', 'good'], repomdOf('good')),
    );
    const repository = await openOne(`${server.url}metalink`);
    expect((await locationsOf(repository)).sort()).toEqual(LOCATIONS);
  });

  test('has a metalink: older versions that it names will do', async () => {
    const list = metalink(['old'], repomdOf('good'), repomdOf('old'));
    writeFileSync(join(root, 'metalink'), list);
    const repository = await openOne(`${server.url}metalink`);
    expect(await locationsOf(repository)).toEqual([LOCATIONS[1]]);
  });

  test('has a metalink that no mirror agrees with: an error', async () => {
    const other = repomdOf('good').fill('x');
    writeFileSync(join(root, 'metalink'), metalink(['good', 'old'], other));
    const { error } = await failureOf(await openOne(`${server.url}metalink`));
    expect(error).toMatchObject({ code: 'CHECKSUM' });
    const address = `${server.url}good/repodata/repomd.xml`;
    expect(String(error)).toContain(`${address}: expected sha256 ${sha256(other)}, found `);
  });

  test('has mirrors, one with another primary: the next one is taken', async () => {
    cpSync(join(root, 'good'), join(root, 'bad'), { recursive: true });
    const repodata = join(root, 'bad/repodata');
    const primary = readdirSync(repodata).find((name) => name.endsWith('-primary.xml.gz'))!;
    const bytes = readFileSync(join(repodata, primary));
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(join(repodata, primary), bytes);
    const [repository] = await openRepoFile(
      `[two]\nbaseurl=${server.url}bad/ ${server.url}good/\n`,
    );
    expect((await locationsOf(repository!)).sort()).toEqual(LOCATIONS);
  });

  test('is found by .repo files, with variables, several at once, disabled ones on demand', async () => {
    mkdirSync(join(root, '40'));
    cpSync(join(root, 'good'), join(root, '40/x86_64'), { recursive: true });
    const text = `[first]
baseurl=${server.url}$releasever/$basearch
[second]
enabled=0
baseurl=file://${root}/old
[third]
baseurl=${server.url}private/
username=me
password=${SECRET}
[fourth]
baseurl=${server.url}$nothing/
[fifth]
name=nowhere
`;
    const options = { releasever: '40', basearch: 'x86_64' };
    const opened = await openRepoFile(text, options);
    expect(opened.map(({ id }) => id)).toEqual(['first', 'third', 'fourth', 'fifth']);
    const [first, third, fourth, fifth] = opened;
    expect(first!.origin).toBe(`${server.url}40/x86_64`);
    for (const repository of [first!, third!]) {
      expect(await locationsOf(repository)).toHaveLength(2);
      expect(inspect(repository, { depth: 8 })).not.toContain(SECRET);
    }
    expect(String((await failureOf(fourth!)).error)).toMatch(/\[fourth\]: no value for \$nothing/);
    expect(String((await failureOf(fifth!)).error)).toMatch(/\[fifth\]: it has no baseurl/);

    writeFileSync(join(root, 'served.repo'), text);
    const all = await openAll([`${server.url}served.repo`], { ...options, disabled: 'include' });
    expect(all.map(({ id }) => id)).toEqual(['first', 'second', 'third', 'fourth', 'fifth']);
    expect(await locationsOf(all[1]!)).toEqual([LOCATIONS[1]]);
  });

  test('lists packages relative to itself, or to elsewhere, which is left out', async () => {
    const good = join(root, 'good');
    const based = (base: string) => (xml: string) =>
      xml.replace('<location ', `<location xml:base="${base}" `);
    forgePrimary(good, { edit: based(`${server.url}good`) });
    expect(await locationsOf(await openOne(`${server.url}good`))).toHaveLength(2);
    forgePrimary(good, { edit: based('http://elsewhere/') });
    const repository = await openOne(`${server.url}good`);
    expect(await locationsOf(repository)).toHaveLength(1);
    expect(repository.troubles).toEqual([expect.stringMatching(/relative to another address/)]);
  });

  test('goes on to serve a repository when another one of it is closed', async () => {
    const [good, old] = await openAll([`${server.url}good`, `${server.url}old`]);
    await good!.close();
    await good!.close();
    expect(await locationsOf(old!)).toEqual([LOCATIONS[1]]);
    await old!.close();
    await expect(packagesOf(old!)).rejects.toThrow();
  });

  test('is left at once when all is aborted', async () => {
    const controller = new AbortController();
    const repository = await openOne(`${server.url}good`, { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(packagesOf(repository)).rejects.toThrow('enough');
    await expect(openAll([server.url], { signal: controller.signal })).rejects.toThrow('enough');
  });

  test('may have several repositories of one id: all are there, under ids of their own', async () => {
    const other = join(root, 'other.repo');
    writeFileSync(other, `[same]\nbaseurl=${server.url}old\n`);
    const [good] = await openRepoFile(`[same]\nbaseurl=${server.url}good\n`);
    expect(good!.id).toBe('same');
    const both = await openAll([join(root, 'test.repo'), other, other]);
    expect(both.map(({ id }) => id)).toEqual(['same', 'same (2)']);
    expect(await Promise.all(both.map(locationsOf))).toEqual([
      expect.arrayContaining(LOCATIONS),
      [LOCATIONS[1]],
    ]);
    expect(both[1]!.announced).toBe(1);
  });
});
