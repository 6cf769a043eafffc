/**
 * Names and other strings of a package as text for people: UTF-8 where it is, and nothing that
 * could move a cursor, colour a terminal or break a line.
 */

/** Control, format, separator, unassigned and private characters, and the backslash itself. */
const UNSAFE = /[\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cn}\p{Co}]/gu;
/** Printable ASCII but for the backslash: what nearly all text is made of. */
const PLAIN = /^[ -[\]-~]*$/;
const UNSAFE_BYTES = /[\\\p{Cc}\u0080-\u00ff]/gu;

/** Shows a byte string (see header/values.ts); what is no printable text becomes \xNN or \u{N}. */
export function displayText(byteString: string): string {
  if (PLAIN.test(byteString)) return byteString;
  const text = decodeUtf8(byteString);
  return text === undefined
    ? byteString.replace(UNSAFE_BYTES, escaped)
    : text.replace(UNSAFE, escaped);
}

/** The text that a byte string spells in UTF-8, or undefined when it spells none. */
export function decodeUtf8(byteString: string): string | undefined {
  const percent = byteString.replace(
    /[%\u0080-\u00ff]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  try {
    return decodeURIComponent(percent);
  } catch {
    return undefined;
  }
}

function escaped(character: string): string {
  const code = character.codePointAt(0)!;
  if (character === '\\') return '\\\\';
  if (character === '\n') return '\\n';
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  return `\\u{${code.toString(16)}}`;
}
