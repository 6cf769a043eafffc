/**
 * Strings of a package as JSON can hold them: Unicode that turns back into the very bytes.
 *
 * Policy: a byte string (header/values.ts) that is UTF-8 is decoded. In any other one each byte
 * above 127 becomes a lone surrogate, U+DC80 to U+DCFF, which is Python's surrogateescape. Nothing
 * is made safe to print here.
 */
import { decodeUtf8 } from '../../native-free-parsers/bytes/display-text.ts';
import { toLatin1 } from '../../native-free-parsers/bytes/hex.ts';

const SURROGATE_OF_BYTE_0 = 0xdc00;
const LONE_SURROGATE = /[\udc80-\udcff]/gu;
const ASCII = /^[\0-\x7f]*$/;

/** The text that JSON gets for a byte string. */
export function inspectedText(byteString: string): string {
  if (ASCII.test(byteString)) return byteString;
  return (
    decodeUtf8(byteString) ??
    byteString.replace(/[\u0080-\u00ff]/g, (byte) =>
      String.fromCharCode(SURROGATE_OF_BYTE_0 + byte.charCodeAt(0)),
    )
  );
}

/** The byte string that {@link inspectedText} was given. */
export function originalByteString(text: string): string {
  if (ASCII.test(text)) return text;
  if (text.search(LONE_SURROGATE) < 0) return toLatin1(new TextEncoder().encode(text));
  return text.replace(LONE_SURROGATE, (surrogate) =>
    String.fromCharCode(surrogate.charCodeAt(0) - SURROGATE_OF_BYTE_0),
  );
}
