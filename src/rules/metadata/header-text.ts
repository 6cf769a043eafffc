/**
 * Text of a header as bytes, for rules about how it is written.
 *
 * Policy: looks at bytes where they stand; only what is odd becomes a string, and of that only a
 * few characters around the place.
 */
import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { toLatin1 } from '../../../native-free-parsers/bytes/hex.ts';

const BEFORE = 20;
const AFTER = 20;

/** A byte and the text of its string around it: `0x1b in "patch \x1b[200~9cd5"`. */
export function byteInText(data: Uint8Array, at: number): string {
  const byte = data[at]!.toString(16).padStart(2, '0');
  const before = data.subarray(Math.max(0, at - BEFORE), at);
  const after = data.subarray(at, at + AFTER);
  const nul = after.indexOf(0);
  const text =
    toLatin1(before.subarray(before.lastIndexOf(0) + 1)) +
    toLatin1(after.subarray(0, nul < 0 ? after.length : nul));
  return `0x${byte} in "${displayText(text)}"`;
}
