/**
 * Bytes as text: hexadecimal and Latin-1, without Buffer.
 *
 * Policy: the language has no decoder of Latin-1, and what it has instead takes up to 30 times as
 * long as that of Node. So the host may lend its own (src/io/latin1.ts), which changes no result.
 */

/** The value of each hexadecimal digit, by its character code; -1 for every other character. */
const DIGIT_VALUES = Int8Array.from({ length: 128 }, (_, code) =>
  '0123456789abcdef'.indexOf(String.fromCharCode(code).toLowerCase()),
);
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lower-case hexadecimal, two digits a byte. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}

/** The bytes of a hexadecimal string of either case, or undefined when it is not one. */
export function fromHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    const high = DIGIT_VALUES[text.charCodeAt(2 * i)] ?? -1;
    const low = DIGIT_VALUES[text.charCodeAt(2 * i + 1)] ?? -1;
    if (high < 0 || low < 0) return undefined;
    bytes[i] = 16 * high + low;
  }
  return bytes;
}

let decodeLatin1 = fromCharCodes;

/**
 * Every byte as the code point of the same number: reversible, whatever the encoding was. Of part of
 * some bytes where `start` and `end` say so, which costs no view of them.
 */
export function toLatin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return decodeLatin1(bytes, start, end);
}

/** Lends the decoder of the host, to all that is decoded from now on. */
export function lendLatin1Decoder(decode: typeof fromCharCodes): void {
  decodeLatin1 = decode;
}

function fromCharCodes(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at += 8192) {
    const piece = bytes.subarray(at, Math.min(at + 8192, end));
    // apply takes a Uint8Array as it is; a spread would walk through it, in five times the time.
    text += String.fromCharCode.apply(null, piece as unknown as number[]);
  }
  return text;
}

/** The inverse of {@link toLatin1}; code points above 255 are an error of the caller. */
export function fromLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
