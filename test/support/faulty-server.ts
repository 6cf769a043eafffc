/**
 * An HTTP server that does wrong what its URL asks for: each folder of a path is a fault or a trait
 * (`/cut-1000/no-validator/file`), and the last part names one of its files.
 *
 * Policy: sound where nothing else is asked: ranges, If-Range, a strong ETag, Content-Length. Counts
 * by path, so tests do not disturb each other. Gone with the test that started it.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';

export interface FaultyServer {
  /** Ends in `/`. */
  readonly url: string;
  /** In the order they came. */
  readonly requests: readonly SeenRequest[];
  /** How many connections were made. */
  connections(): number;
  /** How many answers are being given, or kept back, to somebody who still listens. */
  running(): number;
}

export interface SeenRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Milliseconds, to compare with others. */
  readonly at: number;
}

export const USER = 'someone';
export const PASSWORD = 'correct horse: battery+staple';

/** A part of a path as it was asked for, and what it means: `cut-1000-2` is `cut`, 1000 and 2. */
type Traits = ReadonlyMap<string, readonly string[]>;

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly traits: Traits;
  /** How often this path was asked for before. */
  readonly before: number;
}

export async function startFaultyServer(
  files: Readonly<Record<string, Uint8Array>>,
  tls?: ServerOptions,
): Promise<FaultyServer> {
  const requests: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  let running = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    running++;
    response.on('close', () => running--);
    const path = request.url!;
    const before = requests.filter((seen) => seen.path === path).length;
    requests.push({ path, headers: request.headers, at: performance.now() });
    const parts = path.split('?')[0]!.split('/').slice(1);
    const file = files[decodeURIComponent(parts.pop()!)];
    const traits = new Map(
      parts.map((part) => {
        const [trait, ...values] = part.split('~').map(decodeURIComponent);
        return [trait!, values] as const;
      }),
    );
    const exchange = { request, response, traits, before };
    if (misbehaves(exchange)) return;
    if (file === undefined) response.writeHead(404).end('no such file');
    else await sendFile(exchange, file);
  };
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    void answer(request, response);
  };
  const server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
  server.on('connection', (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}/`,
    requests,
    connections: () => connections,
    running: () => running,
  };
}

/** What happens before any file is looked for; whether that was all. */
function misbehaves({ request, response, traits, before }: Exchange): boolean {
  const [status, times = '1', retryAfter] = traits.get('status') ?? [];
  if (status !== undefined && before < Number(times)) {
    response.writeHead(
      Number(status),
      retryAfter === undefined ? {} : { 'retry-after': retryAfter },
    );
    response.end('an error page');
    return true;
  }
  const [resets] = traits.get('reset') ?? [];
  if (resets !== undefined && before < Number(resets)) {
    request.socket.resetAndDestroy();
    return true;
  }
  if (traits.has('loop')) {
    response.writeHead(302, { location: request.url! }).end();
    return true;
  }
  const [target] = traits.get('to') ?? [];
  if (target !== undefined) {
    response.writeHead(301, { location: target }).end('gone elsewhere');
    return true;
  }
  if (traits.has('silent')) return true;
  if (traits.has('garbage')) {
    request.socket.end('220 mail.example ESMTP\r\n');
    return true;
  }
  if (traits.has('slow-headers')) {
    void drip(request.socket, Buffer.from('HTTP/1.1 200 OK\r\nx: '.padEnd(10_000, 'x')), 20);
    return true;
  }
  const expected = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;
  if (traits.has('basic') && request.headers.authorization !== expected) {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="test"' }).end('who are you?');
    return true;
  }
  return false;
}

async function sendFile({ request, response, traits, before }: Exchange, file: Uint8Array) {
  const content = traits.has('changing') && before > 0 ? file.map((byte) => byte ^ 0xff) : file;
  const etag = `"${createHash('md5').update(content).digest('hex')}"`;
  if (traits.has('weak')) response.setHeader('etag', `W/${etag}`);
  else if (traits.has('dated')) response.setHeader('last-modified', new Date(0).toUTCString());
  else if (!traits.has('no-validator')) response.setHeader('etag', etag);
  if (traits.has('gzip')) {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(content));
    return;
  }
  const range = traits.has('no-ranges') ? undefined : rangeOf(request, response, content.length);
  let body = content;
  if (range !== undefined) {
    const { start, end } = range;
    const shift = Number(traits.get('wrong-range')?.[0] ?? 0);
    const size = traits.has('no-total') ? '*' : content.length;
    response.statusCode = 206;
    response.setHeader('content-range', `bytes ${start + shift}-${end + shift - 1}/${size}`);
    body = content.subarray(start, end);
  }
  const extra = Number(traits.get('announce')?.[0] ?? 0);
  if (!traits.has('chunked')) response.setHeader('content-length', body.length + extra);
  response.flushHeaders();
  const [cut, cuts = '1'] = traits.get('cut') ?? [];
  if (cut !== undefined && before < Number(cuts)) {
    response.write(body.subarray(0, Number(cut)), () => response.destroy());
    return;
  }
  if (traits.has('stall')) {
    response.write(body.subarray(0, body.length / 2));
    return;
  }
  const [pause] = traits.get('drip') ?? [];
  if (pause !== undefined) await drip(response, body, Number(pause));
  else response.end(body);
}

/** As RFC 9110 has it, for one range. */
function rangeOf(request: IncomingMessage, response: ServerResponse, size: number) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '');
  if (match === null) return undefined;
  const condition = request.headers['if-range'];
  const current = [response.getHeader('etag'), response.getHeader('last-modified')];
  if (condition !== undefined && !current.includes(condition as string)) return undefined;
  const [, first, last] = match;
  if (first === '') return { start: Math.max(0, size - Number(last)), end: size };
  const end = last === '' ? size : Math.min(size, Number(last) + 1);
  return { start: Number(first), end };
}

/** A byte at a time, with a pause in milliseconds before each, as long as somebody listens. */
async function drip(to: ServerResponse | Socket, bytes: Uint8Array, pause: number): Promise<void> {
  for (let at = 0; at < bytes.length && !to.destroyed; at++) {
    await sleep(pause, undefined, { ref: false });
    to.write(bytes.subarray(at, at + 1));
  }
  to.end();
}
