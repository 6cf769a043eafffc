/**
 * The bytes of a file or range, over as many answers as it takes.
 *
 * Policy: each byte comes out once. An answer goes on where the one before broke off when its
 * server says that the file is still the same (If-Range); any other one starts again, its first
 * bytes are compared with those that came out, by their SHA-256, and only then it goes on. So two
 * files are never mixed.
 */
import { createHash, type Hash } from 'node:crypto';
import type { Answer } from './answer.ts';
import type { Attempts } from './attempts.ts';
import { FetchError } from './fetch-error.ts';
import type { HttpLimits } from './http-settings.ts';
import { pacedChunks } from './paced-chunks.ts';

export interface Transfer {
  readonly attempts: Attempts;
  readonly limits: HttpLimits;
  readonly mostBytes: number;
  /** Asks again; where the last answer has a validator, only for what is missing from `at` on. */
  again(last: Answer, at: number): Promise<Answer>;
  /** Gets the size of each piece of a body that came. */
  received(bytes: number): void;
}

/** What came out so far. */
interface Progress {
  /** Offsets in the file: of the first byte that came out, and of the next one. */
  readonly start: number;
  at: number;
  /** Of the bytes between them. */
  readonly digest: Hash;
}

/** @throws FetchError. */
export async function* resumedChunks(
  first: Answer,
  transfer: Transfer,
): AsyncGenerator<Uint8Array, void, undefined> {
  const progress = { start: first.start, at: first.start, digest: createHash('sha256') };
  for (let answer = first; ; ) {
    try {
      for await (const chunk of newChunks(answer, progress, transfer)) {
        progress.at += chunk.length;
        if (progress.at - first.start > transfer.mostBytes) {
          throw tooLarge(answer.url, transfer.mostBytes);
        }
        progress.digest.update(chunk);
        yield chunk;
      }
      if (progress.at === (first.end ?? progress.at)) return;
      throw endedEarly(answer.url, progress.at, first.end);
    } catch (error) {
      // All is there, and only the end of the transfer is missing.
      if (progress.at === first.end && isTruncation(error)) return;
      await transfer.attempts.failed(error);
    }
    answer = await transfer.again(answer, progress.at);
    if (answer.size === undefined || first.size === undefined) continue;
    if (answer.size === first.size) continue;
    answer.body.destroy();
    throw changed(answer.url);
  }
}

/** What an answer has beyond that, once it has proven to be of the same file. */
async function* newChunks(
  answer: Answer,
  { start, at, digest }: Progress,
  { attempts, limits, received }: Transfer,
): AsyncGenerator<Uint8Array, void, undefined> {
  const repeated = createHash('sha256');
  let position = answer.start;
  for await (const chunk of pacedChunks(answer.body, answer.url, limits)) {
    received(chunk.length);
    attempts.progressed(chunk.length);
    const old = Math.min(chunk.length, Math.max(0, at - position));
    if (old > 0) {
      repeated.update(chunk.subarray(Math.min(old, Math.max(0, start - position)), old));
      const complete = position + old === at;
      if (complete && !repeated.digest().equals(digest.copy().digest())) throw changed(answer.url);
    }
    position += chunk.length;
    if (old < chunk.length) yield chunk.subarray(old);
  }
}

function isTruncation(error: unknown): boolean {
  return error instanceof FetchError && error.code === 'TRUNCATED';
}

function tooLarge(url: string, most: number): FetchError {
  return new FetchError({ code: 'TOO_LARGE', url, reason: `more than ${most} bytes come` });
}

function endedEarly(url: string, at: number, end: number | undefined): FetchError {
  const reason = `the body ended at offset ${at} instead of ${end}`;
  return new FetchError({ code: 'TRUNCATED', url, reason });
}

function changed(url: string): FetchError {
  const reason = 'the file is another one than when its transfer began';
  return new FetchError({ code: 'CHANGED', url, reason });
}
