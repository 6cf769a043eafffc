import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lendLatin1Decoder, toLatin1 } from '../../native-free-parsers/bytes/hex.ts';
import '../../src/io/latin1.ts';

/** The definition: a code point a byte. */
const decoded = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

test('the decoder that Node lends gives what Latin-1 is, of whatever part', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(300), fc.nat(300), (bytes, a, b) => {
      const [start, end] = [Math.min(a, b, bytes.length), Math.min(Math.max(a, b), bytes.length)];
      const part = new Uint8Array(bytes).subarray(start);
      expect(toLatin1(bytes)).toBe(decoded(bytes));
      expect(toLatin1(bytes, start, end)).toBe(decoded(bytes.subarray(start, end)));
      expect(toLatin1(part)).toBe(decoded(part));
    }),
  );
});

test('another decoder is used from then on', () => {
  lendLatin1Decoder((_, start, end) => `${start} to ${end}`);
  expect(toLatin1(Uint8Array.of(65, 66), 1)).toBe('1 to 2');
});
