import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MachineError } from '../../../src/io/machine-error.ts';
import { selfSigned } from '../../support/certificates.ts';
import { startFaultyServer } from '../../support/faulty-server.ts';
import { ended, moduleUrl, nodeArguments, scratchDirectory, start } from '../scratch.ts';
import { expectSame, faultIn, fetchAll, testClient } from './fetching.ts';

const files = { file: new Uint8Array(1000).fill(7) };

test('a certificate nobody vouches for is refused, at the first attempt', async () => {
  const server = await startFaultyServer(files, selfSigned('server'));
  const error = await faultIn(fetchAll(testClient(), server.url, 'file'));
  expect(error.code).toBe('TLS');
  expect(error.message).toContain(
    'self-signed certificate (TLS); give the file of its certificate',
  );
  expect(server.connections()).toBe(1);
  expect(server.requests.length).toBe(0);
});

test('one of a given authority is trusted, and of that one only', async () => {
  const [known, unknown] = [selfSigned('known'), selfSigned('unknown')];
  const good = await startFaultyServer(files, known);
  const bad = await startFaultyServer(files, unknown);
  const client = testClient({ authorities: known.file });
  expectSame((await fetchAll(client, good.url, 'file')).bytes, files.file);
  expect((await faultIn(fetchAll(client, bad.url, 'file'))).code).toBe('TLS');
});

test('a certificate for another name is refused', async () => {
  const own = selfSigned('server');
  const server = await startFaultyServer(files, own);
  const url = server.url.replace('127.0.0.1', 'localhost');
  const error = await faultIn(fetchAll(testClient({ authorities: own.file }), url, 'file'));
  expect(error.code).toBe('TLS');
});

test('who we are is shown to whom it is meant for', async () => {
  const [own, ours] = [selfSigned('server'), selfSigned('client')];
  const demanding = { ...own, ca: ours.cert, requestCert: true, rejectUnauthorized: true };
  const server = await startFaultyServer(files, demanding);
  const identity = { origin: server.url, certificate: ours };
  const known = testClient({ authorities: own.file, identities: [identity] });
  expectSame((await fetchAll(known, server.url, 'file')).bytes, files.file);
  const other = { ...identity, origin: 'https://127.0.0.1:1' };
  const unknown = testClient({ authorities: own.file, identities: [other] });
  const error = await faultIn(fetchAll(unknown, server.url, 'file'));
  expect(['TLS', 'CONNECTION']).toContain(error.code);
});

test('a redirect from https to http is not followed', async () => {
  const own = selfSigned('server');
  const plain = await startFaultyServer(files);
  const server = await startFaultyServer(files, own);
  const path = `to~${encodeURIComponent(`${plain.url}file`)}/file`;
  const error = await faultIn(fetchAll(testClient({ authorities: own.file }), server.url, path));
  expect(error.code).toBe('REDIRECTS');
  expect(error.message).toContain('from https to http');
  expect(plain.requests.length).toBe(0);
});

test('files that cannot be used are told', async () => {
  const own = selfSigned('server');
  const server = await startFaultyServer(files, own);
  const broken = join(scratchDirectory(), 'broken.pem');
  writeFileSync(broken, '-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n');
  const get = (options: Parameters<typeof testClient>[0]) =>
    fetchAll(testClient(options), server.url, 'file').catch((error: unknown) => error);
  const missing = await get({ authorities: '/does/not/exist' });
  expect(missing).toMatchObject({ code: 'ENOENT', subject: '/does/not/exist' });
  const identity = { origin: server.url, certificate: { file: broken } };
  const unusable = await get({ identities: [identity] });
  expect(unusable).toBeInstanceOf(MachineError);
  expect(unusable).toMatchObject({ code: 'EINVAL', subject: `${broken} and ${broken}` });
  expect(server.requests.length).toBe(0);
});

test('the authorities of the system are trusted', async () => {
  const own = selfSigned('server');
  const server = await startFaultyServer(files, own);
  const program = `
    import { createHttpClient } from ${JSON.stringify(moduleUrl('http/http-client.ts'))};
    const client = createHttpClient({ userAgent: 'test' });
    const { signal } = new AbortController();
    const body = await client.get({
      mirrors: [process.argv[1]], path: 'file', mostBytes: 1e6, signal,
    });
    let size = 0;
    for await (const chunk of body.chunks) size += chunk.length;
    process.exit(size === 1000 ? 0 : 1);
  `;
  const env = { ...process.env, SSL_CERT_FILE: own.file };
  const child = start(process.execPath, nodeArguments(program, server.url), env);
  expect(await ended(child)).toEqual({ status: 0, signal: null });
});
