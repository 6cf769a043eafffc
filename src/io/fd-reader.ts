/**
 * Reads any descriptor forward: a regular file, a pipe, a socket, a terminal.
 *
 * Policy: buffers nothing, blocks this thread until something arrives, and once the end was seen
 * never reads again (a terminal would ask for more). The descriptor stays the caller's.
 */

import { readSync } from 'node:fs';
import type { ByteReader } from '../../native-free-parsers/bytes/byte-source.ts';
import { attempt } from './machine-error.ts';
import { retrying } from './retry.ts';

/** A reader from the descriptor's own offset on; `name` is for messages. */
export function fdReader(fd: number, name = `descriptor ${fd}`): ByteReader {
  let ended = false;
  return {
    read(into) {
      if (ended || into.length === 0) return 0;
      const n = attempt('read', name, () => retrying(() => readSync(fd, into)));
      ended = n === 0;
      return n;
    },
  };
}
