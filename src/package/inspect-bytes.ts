/** How inspections read a source: no more than the file has, however much it claims. */
import type { ByteSource } from '../../native-free-parsers/bytes/byte-source.ts';
import type { PaddingInspection } from './inspection.ts';

const PIECE = 64 * 1024;

/** Up to `length` bytes: fewer where the file ends. Only what the file has is allocated. */
export function readUpTo(source: ByteSource, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, Math.min(length, source.size - offset)));
  return bytes.subarray(0, source.readAt(offset, bytes));
}

/** Whether the bytes [start, end) are zero, looked at in small pieces. */
export function inspectPadding(source: ByteSource, start: number, end: number): PaddingInspection {
  let zero = true;
  for (let at = start; zero && at < end; at += PIECE) {
    zero = readUpTo(source, at, Math.min(PIECE, end - at)).every((byte) => byte === 0);
  }
  return { offset: start, length: end - start, zero };
}

/** A number as JSON can hold it: null for NaN and Infinity. */
export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
