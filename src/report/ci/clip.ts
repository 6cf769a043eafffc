/** Texts of a package may be megabytes long; reports show how they begin. */

/** Characters of a text that a report of limited size shows. */
export const MOST_CHARACTERS = 1000;

/** At most `most` characters, the last one an ellipsis where it was longer. */
export function clip(text: string, most: number = MOST_CHARACTERS): string {
  if (text.length <= most) return text;
  return `${text
    .slice(0, most - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')}…`;
}
