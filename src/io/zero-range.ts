/** Whether a range of a file is padding. */
import type { ByteSource } from '../../native-free-parsers/bytes/byte-source.ts';

const PIECE = 1024 * 1024;

/** Whether all bytes from `start` to before `end` are there and zero; an empty range is. */
export function isZeroRange(
  source: Pick<ByteSource, 'readAt'>,
  start: number,
  end: number,
): boolean {
  const piece = new Uint8Array(Math.min(PIECE, Math.max(0, end - start)));
  for (let at = start; at < end; at += piece.length) {
    const part = piece.subarray(0, Math.min(piece.length, end - at));
    if (source.readAt(at, part) < part.length) return false;
    if (part.some((byte) => byte !== 0)) return false;
  }
  return true;
}
