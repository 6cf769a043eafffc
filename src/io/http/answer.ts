/**
 * One request and its answer, over redirects.
 *
 * Policy: an answer comes out only when it is what was asked for: the whole file, or the range;
 * else a FetchError. Content codings are not undone: a server that compresses unasked is refused,
 * unless what it calls a coding is the file's own compression (a .gz sent as gzip), which dnf takes
 * as it is.
 */
import type { Dispatcher } from 'undici';
import type { Connections } from './connections.ts';
import { type AskedRange, answeredRange, rangeHeader } from './content-range.ts';
import { faultOf } from './fault-of.ts';
import { type FetchCode, FetchError } from './fetch-error.ts';
import type { HttpLimits } from './http-settings.ts';
import { discardBody, type ResponseBody } from './paced-chunks.ts';
import { printableUrl } from './printable-url.ts';
import { retryAfter } from './retry-after.ts';
import { redirectUrl } from './target-url.ts';

const MOST_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export interface Answer {
  readonly url: string;
  readonly body: ResponseBody;
  /** Offset of the first byte that comes. */
  readonly start: number;
  /** Offset behind the last one; undefined where only the end of the body will show. */
  readonly end: number | undefined;
  /** Bytes of the whole file, where known. */
  readonly size: number | undefined;
  /** Whether a range was asked for and given. */
  readonly partial: boolean;
  /** What If-Range may be asked with: a strong ETag, or a date. */
  readonly validator: string | undefined;
}

export interface Question {
  readonly url: URL;
  readonly range?: AskedRange | undefined;
  /** The range is wanted only of the file this stands for, else the whole file. */
  readonly ifRange?: string | undefined;
  readonly signal: AbortSignal;
}

/** @throws FetchError; the signal's reason when aborted. */
export async function ask(
  connections: Connections,
  limits: HttpLimits,
  { url: first, range, ifRange, signal }: Question,
): Promise<Answer> {
  const headers = {
    ...(range === undefined ? {} : { range: rangeHeader(range) }),
    ...(ifRange === undefined ? {} : { 'if-range': ifRange }),
  };
  let url = first;
  for (let redirects = 0; ; redirects++) {
    const response = await connections.request(url, headers, signal).catch((error: unknown) => {
      signal.throwIfAborted();
      throw faultOf(error, printableUrl(url), 'CONNECTION');
    });
    // What breaks it is told to whoever reads it.
    response.body.on('error', () => {});
    try {
      if (!REDIRECTS.has(response.statusCode)) return answerOf(url, response, range);
    } catch (error) {
      await discardBody(response.body, limits);
      throw error;
    }
    await discardBody(response.body, limits);
    if (redirects === MOST_REDIRECTS) {
      const reason = `more than ${MOST_REDIRECTS} redirects, the last one at ${printableUrl(url)}`;
      throw new FetchError({ code: 'REDIRECTS', url: printableUrl(first), reason });
    }
    url = redirectUrl(url, one(response.headers['location']));
  }
}

function answerOf(
  from: URL,
  { statusCode, headers, body }: Dispatcher.ResponseData,
  range: AskedRange | undefined,
): Answer {
  const url = printableUrl(from);
  const fail = (code: FetchCode, reason: string): never => {
    const wait = retryAfter(one(headers['retry-after']), Date.now());
    throw new FetchError({ code, url, reason, retryAfter: wait });
  };
  if (statusCode !== 200 && !(statusCode === 206 && range !== undefined)) {
    return fail(`HTTP_${statusCode}`, `the server answers with status ${statusCode}`);
  }
  const coding = one(headers['content-encoding']);
  if (coding !== undefined && !isOwnCompression(from.pathname, coding)) {
    return fail('ENCODING', `the server sends it encoded as ${JSON.stringify(coding)}`);
  }
  const length = lengthOf(one(headers['content-length']));
  const shared = { url, body, validator: validatorOf(headers) };
  if (statusCode === 200) {
    return { ...shared, start: 0, end: length, size: length, partial: false };
  }
  const given = answeredRange(range!, one(headers['content-range']));
  if ('wrong' in given) {
    return fail('RANGE_WRONG', `asked for ${rangeHeader(range!)} it gives ${given.wrong}`);
  }
  if (length !== undefined && length !== given.end - given.start) {
    const bytes = `${given.end - given.start} bytes`;
    return fail(
      'RANGE_WRONG',
      `it announces ${bytes} by Content-Range, ${length} by Content-Length`,
    );
  }
  return { ...shared, ...given, partial: true };
}

const CODINGS: readonly (readonly [coding: RegExp, name: RegExp])[] = [
  [/^(x-)?gzip$/, /\.t?gz$/],
  [/^(x-)?bzip2?$/, /\.bz2$/],
  [/^(x-)?xz$/, /\.xz$/],
  [/^(x-)?zstd$/, /\.zst$/],
  [/^identity$/, /^/],
];

function isOwnCompression(path: string, coding: string): boolean {
  return CODINGS.some(([its, name]) => its.test(coding.trim().toLowerCase()) && name.test(path));
}

/** RFC 9110, 13.1.5: a strong ETag; without any, a date that lies a second back (8.8.2.2). */
function validatorOf(headers: Dispatcher.ResponseData['headers']): string | undefined {
  const etag = one(headers['etag']);
  if (etag !== undefined) return etag.startsWith('"') ? etag : undefined;
  const modified = one(headers['last-modified']) ?? '';
  const age = Date.parse(one(headers['date']) ?? '') - Date.parse(modified);
  return age >= 1000 ? modified : undefined;
}

function lengthOf(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : undefined;
}

/** The first, where a header comes more than once. */
function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
