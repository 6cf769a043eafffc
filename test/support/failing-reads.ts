/**
 * Readers and sources whose n-th read fails, to show that a fault of the machine reaches the
 * caller as it is. Policy: reads before the n-th pass through untouched, every later one fails too.
 */

import type { ByteReader, ByteSource } from '../../native-free-parsers/bytes/byte-source.ts';

const MACHINE_FAULT = new Error('EIO: i/o error, read');

/** Throws `error` at read `n`, counted from 0. */
export function failingReader(
  reader: ByteReader,
  n: number,
  error: Error = MACHINE_FAULT,
): ByteReader {
  const failWhenDue = countdown(n, error);
  return {
    read(into) {
      failWhenDue();
      return reader.read(into);
    },
  };
}

/** Throws `error` at `readAt` number `n`, counted from 0. */
export function failingSource(
  source: ByteSource,
  n: number,
  error: Error = MACHINE_FAULT,
): ByteSource {
  const failWhenDue = countdown(n, error);
  return {
    size: source.size,
    readAt(offset, into) {
      failWhenDue();
      return source.readAt(offset, into);
    },
  };
}

function countdown(n: number, error: Error): () => void {
  let reads = 0;
  return () => {
    if (reads++ >= n) throw error;
  };
}
