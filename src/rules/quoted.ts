/** Text from a package as evidence shows it. */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';

/** Bytes of a text that are shown. */
const MOST = 120;

/** A byte string in quotes, safe to print, and cut where it is long. */
export function quoted(text: string): string {
  return text.length <= MOST
    ? `"${displayText(text)}"`
    : `"${displayText(text.slice(0, MOST))}..." (${text.length} bytes)`;
}
