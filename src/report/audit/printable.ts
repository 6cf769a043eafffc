/**
 * Text of metadata and packages for people: nothing in it moves a cursor, breaks a line, is
 * invisible or turns what follows around.
 */

const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu;

/** Such characters become \u{N}; the rest, and what a record has made safe already, stays. */
export function printable(text: string): string {
  return text.replace(UNSAFE, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

/** What a name stands for where a package has none. */
export function nameOrNone(name: string): string {
  return name === '' ? '(none)' : printable(name);
}
