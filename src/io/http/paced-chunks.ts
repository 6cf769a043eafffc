/**
 * A body as it comes, as long as it comes fast enough.
 *
 * Policy: only the waiting for the server counts, not what the reader does between two chunks. A
 * server that sends nothing at all is told by the connection's own timer.
 */
import { faultOf } from './fault-of.ts';
import { FetchError } from './fetch-error.ts';
import type { HttpLimits } from './http-settings.ts';

/** A stream as undici gives it. */
export type ResponseBody = AsyncIterable<Uint8Array> & { destroy(): void };

/** Of a body nobody wants. */
const MOST_DISCARDED = 16 * 1024;

/**
 * @param url printable, for messages.
 * @throws FetchError TRUNCATED where it breaks, TIMEOUT where it is too slow. The body is destroyed
 * unless it was read to its end.
 */
export async function* pacedChunks(
  body: ResponseBody,
  url: string,
  { window, slowest }: HttpLimits,
): AsyncGenerator<Uint8Array, void, undefined> {
  const chunks = body[Symbol.asyncIterator]();
  let waited = 0;
  let bytes = 0;
  try {
    for (;;) {
      const before = performance.now();
      const next = await chunks.next().catch((error: unknown) => {
        throw faultOf(error, url, 'TRUNCATED');
      });
      if (next.done === true) return;
      waited += performance.now() - before;
      bytes += next.value.length;
      if (waited >= window) {
        if (bytes * 1000 < slowest * waited) throw tooSlow(url, bytes, waited, slowest);
        waited = 0;
        bytes = 0;
      }
      yield next.value;
    }
  } finally {
    body.destroy();
  }
}

/**
 * Reads what nobody asked for, so that the connection can be used again. That it breaks meanwhile
 * is no loss.
 */
export async function discardBody(body: ResponseBody, limits: HttpLimits): Promise<void> {
  let left = MOST_DISCARDED;
  try {
    for await (const chunk of pacedChunks(body, '', limits)) {
      left -= chunk.length;
      if (left < 0) return;
    }
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
  }
}

function tooSlow(url: string, bytes: number, waited: number, slowest: number): FetchError {
  const seconds = (waited / 1000).toFixed(1);
  const reason = `${bytes} bytes came in ${seconds} s, less than ${slowest} a second`;
  return new FetchError({ code: 'TIMEOUT', url, reason });
}
