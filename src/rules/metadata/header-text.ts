/**
 * Text of a header as bytes, for rules about how it is written.
 *
 * Policy: looks at bytes where they stand, once for all rules; only what is odd becomes a string, and
 * of that only a few characters around the place.
 */
import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { toLatin1 } from '../../../native-free-parsers/bytes/hex.ts';
import type { Header } from '../../../native-free-parsers/header/header.ts';
import { typeClass } from '../../../native-free-parsers/header/types.ts';
import { remembering } from '../../package/remembering.ts';

/** What bytes the strings of a header have at all. */
export interface TextBytes {
  /** Some are beyond ASCII. */
  readonly beyondAscii: boolean;
  /** Some are below 32 and neither tab, line feed nor carriage return, nor end a string. */
  readonly controls: boolean;
}

export const textBytes: (header: Header) => TextBytes = remembering(survey);

/** What each byte is: a flag, or 0. */
const BEYOND_ASCII = 1;
const CONTROL = 2;
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 128 ? BEYOND_ASCII : isControl(byte) ? CONTROL : 0,
);

function survey({ entries, lengths, store }: Header): TextBytes {
  let kinds = 0;
  for (let position = 0; position < entries.length; position++) {
    const { type, offset } = entries[position]!;
    if (typeClass(type) !== 'string') continue;
    const end = offset + lengths[position]!;
    for (let at: number = offset; at < end; at++) kinds |= KINDS[store[at]!]!;
  }
  return { beyondAscii: (kinds & BEYOND_ASCII) !== 0, controls: (kinds & CONTROL) !== 0 };
}

/** Of bytes below 32: none that XML allows, nor the end of a string. */
export function isControl(byte: number): boolean {
  return byte < 32 && byte !== 0 && byte !== 9 && byte !== 10 && byte !== 13;
}

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
