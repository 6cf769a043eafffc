/** A ByteSource over bytes in memory. Policy: no copy is kept, nothing is checked but the range. */

import type { ByteSource } from '../../native-free-parsers/bytes/byte-source.ts';

export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    readAt(offset, into) {
      const piece = bytes.subarray(offset, offset + into.length);
      into.set(piece);
      return piece.length;
    },
  };
}
