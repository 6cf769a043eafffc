/** Prose in lines of a width. Policy: breaks at blanks only, so long words stick out; pure. */

/**
 * Lines without line ends.
 * @param first what the first line begins with; @param indent blanks before the others.
 */
export function wrapText(
  text: string,
  width: number,
  first = '',
  indent: number = first.length,
): string[] {
  if (first.length + text.length <= width && !ODD_BLANKS.test(text)) return [first + text];
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(/\s+/)) {
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = ' '.repeat(indent);
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}

/** What becomes a blank. */
const ODD_BLANKS = /\s\s|[^\S ]/;
