import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex, fromLatin1, toHex, toLatin1 } from '../../../native-free-parsers/bytes/hex.ts';

const bytes = fc.uint8Array({ maxLength: 300 });

test('the same hexadecimal as Buffer, and back in either case', () => {
  fc.assert(
    fc.property(bytes, (value) => {
      const text = toHex(value);
      expect(text).toBe(Buffer.from(value).toString('hex'));
      expect(fromHex(text)).toEqual(value);
      expect(fromHex(text.toUpperCase())).toEqual(value);
    }),
  );
});

test.each(['a', '0g', 'ab ', '0x12', '\u0661\u0661'])('%j is no hexadecimal', (text) => {
  expect(fromHex(text)).toBeUndefined();
});

test('the same Latin-1 as Buffer, and back', () => {
  fc.assert(
    fc.property(bytes, (value) => {
      const text = toLatin1(value);
      expect(text).toBe(Buffer.from(value).toString('latin1'));
      expect(fromLatin1(text)).toEqual(value);
    }),
  );
});

test('Latin-1 of more bytes than a call takes arguments', () => {
  const many = new Uint8Array(1_000_003).fill(0xe4);
  const text = toLatin1(many);
  expect(text.length).toBe(many.length);
  expect(text.endsWith('\u00e4')).toBe(true);
});
