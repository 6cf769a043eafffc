/** Text of metadata for messages: short, on one line, and nothing that could move a cursor. */

const MOST_SHOWN = 200;

/** In quotes; what is no printable character becomes U+FFFD. */
export function shown(text: string): string {
  const short = text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}...` : text;
  return JSON.stringify(short.replace(/\p{C}/gu, '\u{fffd}'));
}

/** A digest, number or name as it is; anything else as {@link shown}. */
export function shownWord(text: string): string {
  return /^[A-Za-z0-9._+~^-]{1,128}$/.test(text) ? text : shown(text);
}
