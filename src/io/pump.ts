/** Moves everything a reader still has, through one buffer of a mebibyte. */

import type { ByteReader } from '../../native-free-parsers/bytes/byte-source.ts';
import type { Breather } from './breathe.ts';
import { giveBackBuffer, takeBuffer } from './spare-buffer.ts';

const BUFFER_SIZE = 1024 * 1024;

/**
 * Reads `from` to its end and hands each piece to `write`, which must be done with it on return.
 * Between pieces `breathe`, where given, may let the event loop run.
 */
export async function pump(
  from: ByteReader,
  write: (chunk: Uint8Array) => void,
  breathe?: Breather,
): Promise<void> {
  const buffer = takeBuffer(BUFFER_SIZE);
  try {
    for (let n = from.read(buffer); n > 0; n = from.read(buffer)) {
      write(buffer.subarray(0, n));
      const pause = breathe?.();
      if (pause !== undefined) await pause;
    }
  } finally {
    giveBackBuffer(buffer);
  }
}
