/** What the tests of HTTP need around them: a client with short limits, whole bodies, failures. */
import { expect, onTestFinished } from 'vitest';
import { FetchError } from '../../../src/io/http/fetch-error.ts';
import {
  createHttpClient,
  type HttpBody,
  type HttpClient,
  type HttpLimits,
  type HttpOptions,
  type HttpRequest,
} from '../../../src/io/http/http-client.ts';

/** Short pauses; as much time for answers as a busy machine needs. */
export const SHORT: HttpLimits = {
  attempts: 3,
  connect: 10_000,
  headers: 10_000,
  window: 10_000,
  slowest: 1000,
  firstPause: 10,
  longestPause: 400,
  patience: 300_000,
  rest: 60_000,
};

/** Where an answer must not come in time. */
export const IMPATIENT: Partial<HttpLimits> = { attempts: 2, headers: 400, window: 400 };

/** Without the environment's proxies; closed after the test. */
export function testClient(options: Partial<HttpOptions> = {}): HttpClient {
  const client = createHttpClient({
    userAgent: 'rpmcow/test',
    environment: {},
    ...options,
    limits: { ...SHORT, ...options.limits },
  });
  onTestFinished(() => client.close());
  return client;
}

/** All of a file, or a range of it, from one mirror or several. */
export async function fetchAll(
  client: HttpClient,
  mirrors: string | readonly string[],
  path: string,
  more: Partial<HttpRequest> = {},
): Promise<{ readonly body: HttpBody; readonly bytes: Uint8Array }> {
  const body = await client.get({
    mirrors: typeof mirrors === 'string' ? [mirrors] : mirrors,
    path,
    mostBytes: 64 * 1024 * 1024,
    signal: new AbortController().signal,
    ...more,
  });
  const pieces: Uint8Array[] = [];
  for await (const piece of body.chunks) pieces.push(piece);
  return { body, bytes: new Uint8Array(Buffer.concat(pieces)) };
}

/** Like toEqual, which takes half a second for so many bytes. */
export function expectSame(bytes: Uint8Array, expected: Uint8Array): void {
  expect(bytes.length).toBe(expected.length);
  expect(Buffer.compare(bytes, expected)).toBe(0);
}

/** The FetchError that an action ends in. */
export async function faultIn(action: Promise<unknown>): Promise<FetchError> {
  const error = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof FetchError)) throw new Error('no FetchError', { cause: error });
  expect(error.message).toContain(`(${error.code})`);
  return error;
}
