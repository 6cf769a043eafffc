/**
 * Drives one stream of node:zlib, which works in the thread pool while this thread consumes.
 *
 * Policy: at most three chunks are under way, however much one piece of input expands to, and
 * what was decoded before an error is always handed over first: while a chunk waits inside the
 * stream (its high-water mark must be 1) zlib does nothing that could fail.
 */

import type { Transform } from 'node:stream';

export interface ZlibStream extends Transform {
  /** Bytes of input that zlib has used up. */
  readonly bytesWritten: number;
}

export interface ZlibOutcome {
  /** `fed`: there was no more input; `stream-end`: zlib's stream ended; `stopped`: by `take`. */
  readonly ended: 'fed' | 'stream-end' | 'stopped';
  /** Bytes of the last piece that were not used. */
  readonly unused: number;
}

/** How zlib's streams are to be made. Chunks are large: each costs a turn of the event loop. */
export const ZLIB_OPTIONS = { chunkSize: 1024 * 1024, readableHighWaterMark: 1 } as const;

/**
 * Feeds `stream` with what `next` returns, each piece once the former is used up, until it returns
 * undefined, the stream ends or `take` says false. Errors of zlib and of `next` are thrown. The
 * stream is destroyed in the end.
 */
export async function runZlibStream(
  stream: ZlibStream,
  next: () => Uint8Array | undefined,
  take: (chunk: Uint8Array) => Promise<boolean>,
): Promise<ZlibOutcome> {
  const chunks: Uint8Array[] = [];
  let fed = 0;
  let ended: 'fed' | 'stream-end' | undefined;
  let failure: { readonly error: unknown } | undefined;
  let wake = () => {};

  const feed = () => {
    const piece = next();
    if (piece === undefined) {
      ended = 'fed';
    } else {
      fed += piece.length;
      stream.write(piece, onUsed);
    }
  };
  const onUsed = (error: Error | null | undefined) => {
    if (error || ended !== undefined || stream.destroyed) return;
    if (stream.bytesWritten < fed) ended = 'stream-end';
    else attempt(feed);
    wake();
  };
  const attempt = (action: () => void) => {
    try {
      action();
    } catch (error) {
      failure ??= { error };
    }
  };
  stream.on('data', ({ buffer, byteOffset, length }: Buffer) => {
    // A plain array, of which slice() makes a copy: a Buffer's would not outlive the chunk.
    chunks.push(new Uint8Array(buffer, byteOffset, length));
    if (chunks.length > 1) stream.pause();
    wake();
  });
  stream.on('end', () => {
    ended ??= 'stream-end';
    wake();
  });
  stream.on('error', (error) => {
    failure ??= { error };
    wake();
  });

  try {
    attempt(feed);
    for (;;) {
      const chunk = chunks.shift();
      if (chunk !== undefined) {
        if (await take(chunk)) continue;
        return { ended: 'stopped', unused: fed - stream.bytesWritten };
      }
      if (stream.isPaused()) stream.resume();
      if (stream.destroyed || stream.readableLength === 0) {
        if (failure !== undefined) throw failure.error;
        if (ended !== undefined) return { ended, unused: fed - stream.bytesWritten };
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    stream.destroy();
  }
}

/**
 * Gives the memory of a consumed chunk back at once: left to the garbage collector, 64 MiB of them
 * pile up first. A chunk that zlib may still write behind is left alone.
 */
export function releaseChunk(chunk: Uint8Array): void {
  if (chunk.byteOffset + chunk.byteLength === chunk.buffer.byteLength) releaseLastChunk(chunk);
}

/** As releaseChunk, for the last chunk of a stream that has ended: zlib writes no more behind it. */
export function releaseLastChunk({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}

/** Whether an error is zlib's verdict on the data, and not a fault of the reader. */
export function isZlibError(error: unknown): error is Error & { readonly code: string } {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^(Z_|ZSTD_)/.test(code);
}
