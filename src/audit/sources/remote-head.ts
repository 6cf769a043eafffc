/**
 * Lead, both headers and the last bytes of a package behind a server, in two small requests.
 *
 * Policy: metadata says where the main header ends and the bytes themselves prove it; where they
 * say otherwise, or metadata says nothing, it is read piece by piece up to its end, never further
 * than rpm's limits for headers. A server that ignores ranges is read up to there and then left.
 * Bytes that are no package are returned as far as they show it.
 */
import { MAX_DATA, MAX_HEADER_SIZE } from '../../../native-free-parsers/header/limits.ts';
import { FetchError } from '../../io/http/fetch-error.ts';
import type { HttpBody, HttpClient, HttpRequest } from '../../io/http/http-client.ts';
import type { FetchedHead, ListedPackage } from '../repository.ts';
import { HeadBytes } from './head-bytes.ts';

/** What is read at once where nothing says where the main header ends. */
const PIECE = 64 * 1024;
/** The rest of an answer that is rather read than given up with its connection. */
const WORTH_READING = 64 * 1024;
/** Both headers with what stands around them, and a piece read too far. */
const MOST_BYTES = MAX_DATA.signature + MAX_HEADER_SIZE + 1024 * 1024;
/** Holds either footer of an extents file. */
const TAIL = 32;

/** The bytes from `start` to before `end`, or the whole file from a server that does not do that. */
type Get = (start: number, end: number) => Promise<HttpBody>;

interface Start {
  readonly head: HeadBytes;
  /** Of the whole file, where the server says. */
  readonly size: number | undefined;
  /** Whether the server gives parts of a file. */
  readonly ranges: boolean;
}

/**
 * `size` is the listed one where the server says none.
 * @throws FetchError; CHANGED where two answers are of files of different size.
 */
export async function fetchHead(
  client: HttpClient,
  mirrors: readonly string[],
  pkg: ListedPackage,
  signal: AbortSignal,
): Promise<FetchedHead> {
  const request = { mirrors, path: pkg.location, mostBytes: MOST_BYTES, signal };
  const bodies: HttpBody[] = [];
  const get: Get = async (start, end) => {
    const body = await getRange(client, request, start, end);
    bodies.push(body);
    return body;
  };
  const { head, size, ranges } = await readStart(get, firstEnd(pkg));
  const tail = ranges ? await readTail(get, head, size) : lastOf(head, size);
  const transferred = bodies.reduce((sum, body) => sum + body.transferred(), 0);
  return { start: head.start(), tail, size: size ?? pkg.size, transferred };
}

/** A server that is wrong about ranges is asked for the whole file instead. */
async function getRange(client: HttpClient, request: HttpRequest, start: number, end: number) {
  try {
    return await client.get({ ...request, range: { start, end } });
  } catch (error) {
    const wrong = error instanceof FetchError && ['RANGE_WRONG', 'HTTP_416'].includes(error.code);
    if (!wrong) throw error;
    return await client.get(request);
  }
}

/** Where metadata says that the main header ends, if that can be. */
function firstEnd({ listing, size }: ListedPackage): number {
  const end = listing?.headerRange?.end ?? 0;
  return end > 0 && end <= size ? end : PIECE;
}

async function readStart(get: Get, firstAsked: number): Promise<Start> {
  const head = new HeadBytes();
  let size: number | undefined;
  for (let asked = firstAsked; ; asked = Math.max(head.needed, head.length + PIECE)) {
    const body = await get(head.length, asked);
    size = sameSize(size, body);
    const ranges = body.range !== undefined;
    if (!ranges) head.clear();
    await readHead(head, body);
    const enough = head.length >= Math.min(head.needed, size ?? Number.POSITIVE_INFINITY);
    // With less than was asked for, the file has ended.
    if (enough || !ranges || head.length < asked) return { head, size, ranges };
  }
}

async function readHead(head: HeadBytes, body: HttpBody): Promise<void> {
  const end = body.range?.end ?? body.size ?? Number.POSITIVE_INFINITY;
  for await (const chunk of body.chunks) {
    head.append(chunk);
    if (head.length >= head.needed && end - head.length > WORTH_READING) return;
  }
}

async function readTail(get: Get, head: HeadBytes, size: number | undefined): Promise<Uint8Array> {
  if (size === undefined || head.length >= size) return lastOf(head, size);
  const body = await get(Math.max(0, size - TAIL), size);
  sameSize(size, body);
  if (body.range === undefined) {
    body.cancel();
    return new Uint8Array(0);
  }
  const pieces: Uint8Array[] = [];
  for await (const chunk of body.chunks) pieces.push(chunk);
  return new Uint8Array(Buffer.concat(pieces));
}

/** Of a file that was read to its end; else nothing. */
function lastOf(head: HeadBytes, size: number | undefined): Uint8Array {
  return head.last(head.length === size ? TAIL : 0);
}

function sameSize(size: number | undefined, body: HttpBody): number | undefined {
  if (size === undefined || body.size === undefined || body.size === size) return body.size ?? size;
  body.cancel();
  const reason = `it had ${size} bytes and now has ${body.size}`;
  throw new FetchError({ code: 'CHANGED', url: body.url, reason });
}
