/** What a child process prints, up to a limit. */
import type { Readable } from 'node:stream';

/** @param tooMuch called when there is more than `limit` bytes; what comes then is dropped. */
export function collectOutput(
  stream: Readable | null,
  limit: number,
  tooMuch: () => void,
): () => Buffer {
  const chunks: Buffer[] = [];
  let length = 0;
  stream?.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > limit) tooMuch();
    else chunks.push(chunk);
  });
  return () => Buffer.concat(chunks);
}
