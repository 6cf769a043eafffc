/** The id of a heading, as GitHub makes it, so that links work in both places. */

/**
 * Lower case, without punctuation, blanks as hyphens; numbered where it would be there twice.
 * @param text with its Markdown; @param taken ids that the page has already.
 */
export function headingId(text: string, taken: readonly string[]): string {
  const id = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
  if (!taken.includes(id)) return id;
  let number = 1;
  while (taken.includes(`${id}-${number}`)) number++;
  return `${id}-${number}`;
}
