/** Tables in Markdown. Policy: cells are Markdown already. */
import { markdownCode } from '../markdown.ts';

/** @param titles those that begin with `-` are of columns of numbers. */
export function markdownTable(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(titles.map((title) => title.replace(/^-/, ''))),
    `|${titles.map((title) => (title.startsWith('-') ? '--:' : '---')).join('|')}|`,
    ...rows.map(line),
  ];
}

/** As code; a cell ends at a bar even within code. */
export function codeCell(text: string): string {
  return markdownCode(text).replaceAll('|', '\\|');
}
