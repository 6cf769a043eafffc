import { request as ask, createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { proxyFor } from '../../../src/io/http/proxy-for.ts';
import { selfSigned } from '../../support/certificates.ts';
import { startFaultyServer } from '../../support/faulty-server.ts';
import { expectSame, faultIn, fetchAll, testClient } from './fetching.ts';

const files = { file: new Uint8Array(1000).fill(7) };

interface Proxy {
  readonly host: string;
  /** What it was asked for: `GET http://...` or `CONNECT host:port`. */
  readonly asked: string[];
  /** How many connections were made to it. */
  connections(): number;
}

/** A forward proxy as squid is one: http by absolute URL, everything else by CONNECT. */
async function startProxy(authorization?: string): Promise<Proxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const allowed = (request: IncomingMessage) => {
    asked.push(`${request.method} ${request.url}`);
    const given = request.headers['proxy-authorization'];
    return authorization === undefined || given === authorization;
  };
  const server = createServer((request, response) => {
    if (!allowed(request)) return void response.writeHead(407).end();
    const { 'proxy-authorization': _, ...headers } = request.headers;
    const onward = ask(request.url!, { headers }, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(response);
    });
    onward.end();
  });
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    if (!allowed(request)) return void socket.end('HTTP/1.1 407 No\r\n\r\n');
    const [host, port] = request.url!.split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connected\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    connections: () => sockets.size,
  };
}

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

test('http is asked of the proxy, by many requests over few connections', async () => {
  const server = await startFaultyServer(files);
  const proxy = await startProxy(basic('us er:p@ss:word'));
  const environment = { http_proxy: `http://us%20er:p%40ss%3Aword@${proxy.host}` };
  const client = testClient({ environment, connections: 2 });
  for (const { bytes } of await Promise.all(
    Array.from({ length: 10 }, () => fetchAll(client, server.url, 'file')),
  )) {
    expectSame(bytes, files.file);
  }
  expect(proxy.asked).toEqual(Array(10).fill(`GET ${server.url}file`));
  expect(proxy.connections()).toBe(2);
  expect(server.requests[0]!.headers['proxy-authorization']).toBeUndefined();
});

test('https goes through a tunnel, and its certificate is still checked', async () => {
  const own = selfSigned('server');
  const server = await startFaultyServer(files, own);
  const proxy = await startProxy(basic('user:s3cret'));
  const environment = { https_proxy: `http://user:s3cret@${proxy.host}` };
  const client = testClient({ environment, authorities: own.file });
  expectSame((await fetchAll(client, server.url, 'file')).bytes, files.file);
  expect(proxy.asked).toEqual([`CONNECT ${new URL(server.url).host}`]);
  const doubtful = fetchAll(testClient({ environment }), server.url, 'file');
  expect((await faultIn(doubtful)).code).toBe('TLS');
});

test('a proxy that refuses, by http and https', async () => {
  const server = await startFaultyServer(files);
  const secure = await startFaultyServer(files, selfSigned('server'));
  const proxy = await startProxy(basic('user:another'));
  const client = testClient({ proxy: `http://user:s3cret@${proxy.host}` });
  for (const [url, code] of [
    [server.url, /^(PROXY|HTTP_407)$/],
    [secure.url, /^PROXY$/],
  ] as const) {
    const error = await faultIn(fetchAll(client, url, 'file'));
    expect(error.code).toMatch(code);
    expect(error.message).toContain('407');
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('s3cret');
  }
});

describe('which proxy it is', () => {
  const found = (url: string, set: string | undefined, environment: Record<string, string>) =>
    proxyFor(new URL(url), set, environment)?.host;

  test.each([
    ['http://a.example/', undefined, { http_proxy: 'http://p:1' }, 'p:1'],
    ['http://a.example/', undefined, { HTTP_PROXY: 'http://p:1' }, 'p:1'],
    ['http://a.example/', undefined, { http_proxy: '', HTTP_PROXY: 'http://p:1' }, undefined],
    ['http://a.example/', undefined, { http_proxy: 'p:3128' }, 'p:3128'],
    ['http://a.example/', undefined, { https_proxy: 'http://p:1' }, undefined],
    ['https://a.example/', undefined, { http_proxy: 'http://p:1' }, undefined],
    ['https://a.example/', undefined, { https_proxy: 'https://p:1' }, 'p:1'],
    ['https://a.example/', 'http://q:2', { https_proxy: 'http://p:1', no_proxy: '*' }, 'q:2'],
    ['https://a.example/', '', { https_proxy: 'http://p:1' }, undefined],
  ])('%s with %s and %o', (url, set, environment, host) => {
    expect(found(url, set, environment as unknown as Record<string, string>)).toBe(host);
  });

  test.each([
    ['*', false],
    ['example', false],
    ['.example', false],
    ['*.example', false],
    ['a.example', false],
    ['A.EXAMPLE:80', false],
    ['x, a.example', false],
    ['a.example:8080', true],
    ['ample', true],
    ['b.a.example', true],
    ['', true],
  ])('no_proxy %s: %s', (list, proxied) => {
    const environment = { http_proxy: 'http://p:1', no_proxy: list };
    expect(found('http://a.example/', undefined, environment) !== undefined).toBe(proxied);
  });

  test('IPv6', () => {
    const environment = { http_proxy: 'http://p:1', no_proxy: '::1' };
    expect(found('http://[::1]:8080/', undefined, environment)).toBeUndefined();
    expect(
      found('http://[::1]/', undefined, { ...environment, no_proxy: '[::1]:80' }),
    ).toBeUndefined();
  });

  test.each(['socks5://user:s3cret@p:1', 'http://user:s3cret@['])('%s is refused', (proxy) => {
    let error: unknown;
    try {
      proxyFor(new URL('http://a.example/'), proxy, {});
    } catch (caught) {
      error = caught;
    }
    expect(error).toMatchObject({ code: 'PROXY', url: 'http://a.example/' });
    expect(inspect(error)).not.toContain('s3cret');
  });
});
