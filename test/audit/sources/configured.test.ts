/** What .repo files say of the way to a repository: certificates, authorities, proxies. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SHORT } from '../../io/http/fetching.ts';
import { scratchDirectory } from '../../io/scratch.ts';
import { selfSigned } from '../../support/certificates.ts';
import { startFaultyServer } from '../../support/faulty-server.ts';
import { createrepo, hasCreaterepo, placeAt } from '../../support/scratch-repository.ts';
import { failureOf, locationsOf, openAll, openOne } from './opening.ts';

function hasOpenssl(): boolean {
  const there = spawnSync('openssl', ['version']).status === 0;
  if (!there) console.warn('skipped: openssl is not installed (apt-get install openssl)');
  return there;
}

/** The metadata of a repository with one package, by the names of its files. */
async function metadataFiles(): Promise<Record<string, Uint8Array>> {
  const root = scratchDirectory();
  await placeAt(root, 'plain.rpm');
  createrepo(root);
  const repodata = join(root, 'repodata');
  return Object.fromEntries(
    readdirSync(repodata).map((name) => [name, readFileSync(join(repodata, name))]),
  );
}

function repoFile(text: string): string {
  const path = join(scratchDirectory(), 'configured.repo');
  writeFileSync(path, text);
  return path;
}

describe.runIf(hasCreaterepo() && hasOpenssl())('over TLS', () => {
  test('authorities and client certificates are used, by the repository that has them', async () => {
    const [own, ours] = [selfSigned('server'), selfSigned('client')];
    const demanding = { ...own, ca: ours.cert, requestCert: true, rejectUnauthorized: true };
    const server = await startFaultyServer(await metadataFiles(), demanding);
    const path = repoFile(`[complete]
baseurl=${server.url}os/
sslcacert=${own.file}
sslclientcert=${ours.file}
sslclientkey=${ours.keyFile}
[without-certificate]
baseurl=${server.url}os/
sslcacert=${own.file}
[without-authority]
baseurl=${server.url}os/
sslclientcert=${ours.file}
sslclientkey=${ours.keyFile}
[no-such-file]
baseurl=${server.url}os/
sslcacert=/no/such/authority.pem
`);
    const opened = await openAll([path]);
    expect(await locationsOf(opened[0]!)).toEqual(['plain.rpm']);
    for (const repository of opened.slice(1, 3)) {
      const { error } = await failureOf(repository);
      expect(['TLS', 'CONNECTION']).toContain((error as { code?: string }).code);
    }
    expect((await failureOf(opened[3]!)).error).toMatchObject({ code: 'ENOENT' });
  });

  test('authorities and a certificate from the options are for URLs', async () => {
    const [own, ours] = [selfSigned('server'), selfSigned('client')];
    const demanding = { ...own, ca: ours.cert, requestCert: true, rejectUnauthorized: true };
    const server = await startFaultyServer(await metadataFiles(), demanding);
    const http = { userAgent: 'rpmcow/test', environment: {}, authorities: own.file };
    const repository = await openOne(`${server.url}os`, { http, certificate: ours });
    expect(await locationsOf(repository)).toEqual(['plain.rpm']);
  });
});

describe.runIf(hasCreaterepo())('proxies', () => {
  test('of a .repo file go before those of the environment', async () => {
    const server = await startFaultyServer(await metadataFiles());
    const dead = 'http://user:secret@127.0.0.1:9';
    const path = repoFile(`[none]
baseurl=${server.url}os/
proxy=_none_
[environment]
baseurl=${server.url}os/
[dead]
baseurl=${server.url}os/
proxy=${dead}
`);
    const environment = { http_proxy: dead };
    const limits = { ...SHORT, attempts: 1 };
    const options = { http: { userAgent: 'rpmcow/test', environment, limits } };
    const [none, ...others] = await openAll([path], options);
    expect(await locationsOf(none!)).toEqual(['plain.rpm']);
    for (const other of others) {
      const { error } = await failureOf(other);
      expect(['PROXY', 'CONNECTION']).toContain((error as { code?: string }).code);
      expect(String(error)).not.toContain('secret');
    }
  });
});

test('a configuration that cannot be read is told of with its place', async () => {
  const path = repoFile('[a]\nbaseurl http://x/\n');
  const { error } = await failureOf(await openOne(path));
  expect((error as Error).message).toBe(
    `${path}: expected a line key=value, [section] or # comment, found "baseurl http://x/", at byte 4`,
  );
});
