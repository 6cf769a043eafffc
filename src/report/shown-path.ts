/** The name of a file as text for people: nothing in it moves a cursor or breaks a line. */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';

export function shownPath(path: string): string {
  return displayText(Buffer.from(path).toString('latin1'));
}
