/**
 * Fetches files of repositories over HTTP and HTTPS.
 *
 * Policy: GET only. What may pass is tried again, at the next mirror or after a pause; what broke
 * off is resumed. Credentials go to their origin only. Nothing is cached and nothing printed.
 */
import { type Answer, ask } from './answer.ts';
import { startAttempts } from './attempts.ts';
import { openConnections } from './connections.ts';
import type { AskedRange } from './content-range.ts';
import { FetchError } from './fetch-error.ts';
import type { HttpBody, HttpRequest } from './http-body.ts';
import { DEFAULT_LIMITS, type HttpOptions } from './http-settings.ts';
import { createMirrorStanding } from './mirror-standing.ts';
import { resumedChunks } from './resumed-chunks.ts';
import { targetUrl } from './target-url.ts';

export type { ContentRange, HttpBody, HttpRequest } from './http-body.ts';
export type { HttpLimits, HttpOptions, Identity } from './http-settings.ts';

export interface HttpClient {
  /**
   * The file, once its server has begun to send it.
   * @throws FetchError when no mirror gives it; MachineError for a certificate file that cannot be
   * used; the signal's reason when aborted.
   */
  get(request: HttpRequest): Promise<HttpBody>;
  /** Closes all connections. Nothing can be fetched afterwards. */
  close(): Promise<void>;
}

export function createHttpClient(options: HttpOptions): HttpClient {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const connections = openConnections(options, limits);
  const standing = createMirrorStanding(limits);
  return {
    close: () => connections.close(),
    async get({ mirrors, path, range, mostBytes, signal }) {
      const attempts = startAttempts(mirrors, standing, limits, signal);
      const askFor = (asked: AskedRange | undefined, ifRange?: string) =>
        attempts.run((mirror) =>
          ask(connections, limits, { url: targetUrl(mirror, path), range: asked, ifRange, signal }),
        );
      const first = await askFor(range);
      if (range === undefined && first.end !== undefined && first.end > mostBytes) {
        first.body.destroy();
        attempts.served();
        throw announcedTooLarge(first.url, first.end, mostBytes);
      }
      let transferred = 0;
      const chunks = thenTold(
        resumedChunks(first, {
          attempts,
          limits,
          mostBytes,
          again: ({ validator }, at) =>
            validator === undefined
              ? askFor(range)
              : askFor({ start: at, end: endOf(first) }, validator),
          received(bytes) {
            transferred += bytes;
          },
        }),
        () => attempts.served(),
      );
      return {
        ...described(first),
        chunks,
        cancel() {
          first.body.destroy();
          attempts.served();
        },
        transferred: () => transferred,
      };
    },
  };
}

/** Calls `served` when all has come, or as much of it as its reader wanted. */
async function* thenTold(
  chunks: AsyncIterable<Uint8Array>,
  served: () => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  let isServed = true;
  try {
    yield* chunks;
  } catch (error) {
    isServed = false;
    throw error;
  } finally {
    if (isServed) served();
  }
}

/** How far a resumed answer is to go: to the end of the file where all of it was to come. */
function endOf({ partial, end }: Answer): number | undefined {
  return partial ? end : undefined;
}

function described(answer: Answer): Pick<HttpBody, 'url' | 'range' | 'size'> {
  const { url, partial, start, end, size } = answer;
  return { url, size, range: partial && end !== undefined ? { start, end, size } : undefined };
}

function announcedTooLarge(url: string, size: number, most: number): FetchError {
  const reason = `it has ${size} bytes, more than the ${most} it may have`;
  return new FetchError({ code: 'TOO_LARGE', url, reason });
}
