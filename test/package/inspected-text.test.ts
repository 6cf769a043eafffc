import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inspectedText, originalByteString } from '../../src/package/inspected-text.ts';

it('decodes UTF-8', () => {
  expect(inspectedText('gr\u00c3\u00b6\u00c3\u009fe')).toBe('größe');
});

it('escapes what is not UTF-8 as Python does', () => {
  expect(inspectedText('gr\u00f6\u00dfe')).toBe('gr\udcf6\udcdfe');
});

it('gives every byte string back', () => {
  const byteString = fc
    .oneof(
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
      fc.uint8Array(),
    )
    .map((bytes) => Buffer.from(bytes).toString('latin1'));
  fc.assert(
    fc.property(byteString, (bytes) => {
      expect(originalByteString(inspectedText(bytes))).toBe(bytes);
    }),
  );
});
