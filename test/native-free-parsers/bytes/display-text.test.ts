import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeUtf8, displayText } from '../../../native-free-parsers/bytes/display-text.ts';

/** The byte string of a text in UTF-8. */
const utf8 = (text: string) => Buffer.from(text).toString('latin1');

describe('shown as it is', () => {
  test.each(['', '/usr/bin/[', 'a b~', '100%', 'größe', '日本', '𝄞', 'e\u0301'])('%j', (text) => {
    expect(displayText(utf8(text))).toBe(text);
  });
});

describe('escaped', () => {
  test.each([
    ['a backslash', '\\x41', '\\\\x41'],
    ['a line break', 'a\nb', 'a\\nb'],
    ['a tab', '\t', '\\x09'],
    ['NUL', '\0', '\\x00'],
    ['a terminal sequence', '\x1b[31mred', '\\x1b[31mred'],
    ['DEL and C1 controls', '\x7f\u0085', '\\x7f\\x85'],
    ['a line separator', '\u2028', '\\u{2028}'],
    ['text that runs backwards', 'a\u202eb', 'a\\u{202e}b'],
    ['what has no width', '\ufeff\u200b', '\\u{feff}\\u{200b}'],
    ['private and unassigned characters', '\ue000\u{10ffff}', '\\u{e000}\\u{10ffff}'],
  ])('%s', (_, text, shown) => {
    expect(displayText(utf8(text))).toBe(shown);
  });

  test.each([
    ['Latin-1', '\u00e4\n\\b', '\\xe4\\n\\\\b'],
    ['UTF-8 cut short', 'a\u00c3', 'a\\xc3'],
    ['an overlong slash', '\u00c0\u00af', '\\xc0\\xaf'],
    ['a surrogate', '\u00ed\u00a0\u0080', '\\xed\\xa0\\x80'],
  ])('%s, byte by byte', (_, byteString, shown) => {
    expect(decodeUtf8(byteString)).toBeUndefined();
    expect(displayText(byteString)).toBe(shown);
  });
});

const byteString = fc
  .uint8Array({ maxLength: 12 })
  .map((bytes) => Buffer.from(bytes).toString('latin1'));

test('UTF-8 is what a strict decoder takes for it', () => {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  fc.assert(
    fc.property(fc.oneof(byteString, fc.string({ unit: 'binary' }).map(utf8)), (text) => {
      let expected: string | undefined;
      try {
        expected = strict.decode(Buffer.from(text, 'latin1'));
      } catch {
        expected = undefined;
      }
      expect(decodeUtf8(text)).toBe(expected);
    }),
  );
});

test('never a character that moves a cursor, and two names never look alike', () => {
  fc.assert(
    fc.property(byteString, byteString, (a, b) => {
      expect(displayText(a)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      if (a !== b) expect(displayText(a)).not.toBe(displayText(b));
    }),
    { numRuns: 2000 },
  );
});
