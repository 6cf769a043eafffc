/** Text of others inside Markdown: shown as it is, and never as markup. */

/** Underscores within a word, as in x86_64, are none. */
const MARKUP = /[\\`*[\]<>|~&]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

/** Within a line. */
export function markdownText(text: string): string {
  return text.replace(MARKUP, '\\$&').replaceAll('\n', ' ');
}

/** As code, whatever backticks it has. */
export function markdownCode(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return `${fence}${space}${text}${space}${fence}`;
}

/** A block of lines as they are. */
export function markdownBlock(lines: readonly string[], language = ''): string[] {
  return [`\`\`\`${language}`, ...lines, '```'];
}
