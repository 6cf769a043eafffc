/** A help as a page of Markdown: what the site and the man pages are both made of. */
import { markdownBlock, markdownCode, markdownText } from '../../src/report/markdown.ts';
import type { HelpBlock, HelpItem } from './help.ts';
import type { ProgramHelp } from './program-help.ts';

/** Title, a sentence, then sections. Ends with a newline. */
export function helpMarkdown({ summary, help }: ProgramHelp): string {
  const { program, usage, blocks } = help;
  const lines = [
    `# ${program}`,
    '',
    markdownText(sentence(summary)),
    '',
    '## Synopsis',
    '',
    ...markdownBlock([usage]),
    '',
    '## Description',
    ...blocks.flatMap((block, i) => [...notesTitle(blocks, i), '', ...blockMarkdown(block)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** What is neither description nor a section of its own: prose behind a list. */
function notesTitle(blocks: readonly HelpBlock[], position: number): string[] {
  const isProse = ({ kind }: HelpBlock) => kind === 'paragraph' || kind === 'lines';
  const before = blocks[position - 1];
  const begins = isProse(blocks[position]!) && before !== undefined && !isProse(before);
  return begins ? ['', '## Notes'] : [];
}

function blockMarkdown(block: HelpBlock): string[] {
  switch (block.kind) {
    case 'paragraph':
      return [markdownText(block.text)];
    case 'lines':
      return markdownBlock(block.lines);
    case 'list':
      return [`## ${block.title}`, '', ...items(block.items)];
    case 'examples':
      return ['## Examples', '', ...markdownBlock(block.lines, 'sh')];
    case 'exit-statuses':
      return ['## Exit status', '', ...items(block.items)];
  }
}

/** `- **term**: text`, which both renderers take for a definition. */
function items(list: readonly HelpItem[]): string[] {
  return list.map(({ term, text }) => `- ${markdownCode(term)}: ${markdownText(text)}`);
}

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}
