/**
 * Little-endian 64-bit numbers as plain numbers.
 *
 * Policy: no BigInt and no rounding: what a number cannot hold exactly is reported, never changed.
 */

const TWO_TO_32 = 2 ** 32;

/** The unsigned 64-bit number at `at`, or undefined above Number.MAX_SAFE_INTEGER (2^53 - 1). */
export function readUint64(view: DataView, at: number): number | undefined {
  const value = view.getUint32(at + 4, true) * TWO_TO_32 + view.getUint32(at, true);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Writes a number of 0 to Number.MAX_SAFE_INTEGER as 8 bytes at `at`. */
export function writeUint64(view: DataView, at: number, value: number): void {
  view.setUint32(at, value % TWO_TO_32, true);
  view.setUint32(at + 4, Math.floor(value / TWO_TO_32), true);
}

/** A view of exactly the bytes of an array that may be part of a larger buffer. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
