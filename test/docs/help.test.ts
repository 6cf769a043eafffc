/** Help texts taken apart. */
import { expect, test } from 'vitest';
import { itemsOf, parseHelp } from '../../.dev/docs/help.ts';
import { helpMarkdown } from '../../.dev/docs/help-markdown.ts';
import { programHelps } from '../../.dev/docs/program-help.ts';

const HELP = `Usage: tool verb [options] <file...>

Does this, and
that.

Arguments:
  file                a file

Options:
  -o, --output <file>  where it goes, in
                       two lines
  -h, --help           print this

Formats, by name:
  one   first
  two   second

Exit status: 0 done, even with warnings, 2 wrong usage,
3 no file, or none that can be read.

Examples:
  tool verb a
  tool verb b |
    jq .
`;

test('a help by its parts', () => {
  expect(parseHelp(HELP)).toEqual({
    program: 'tool verb',
    usage: 'tool verb [options] <file...>',
    blocks: [
      { kind: 'paragraph', text: 'Does this, and that.' },
      { kind: 'list', title: 'Arguments', items: [{ term: 'file', text: 'a file' }] },
      {
        kind: 'list',
        title: 'Options',
        items: [
          { term: '-o, --output <file>', text: 'where it goes, in two lines' },
          { term: '-h, --help', text: 'print this' },
        ],
      },
      { kind: 'paragraph', text: 'Formats, by name:' },
      { kind: 'lines', lines: ['one   first', 'two   second'] },
      {
        kind: 'exit-statuses',
        items: [
          { term: '0', text: 'done, even with warnings' },
          { term: '2', text: 'wrong usage' },
          { term: '3', text: 'no file, or none that can be read' },
        ],
      },
      { kind: 'examples', lines: ['tool verb a', 'tool verb b |', '  jq .'] },
    ],
  });
});

test.each([
  ['no help', 'a help begins with "Usage: program"; found "no help"'],
  ['Usage: tool\n\nOptions:\n  --alone\n', 'an item has two columns; found "  --alone"'],
  ['Usage: tool\n\nExit status: none.\n', 'an exit status is a number; found "none"'],
  ['Usage: tool\n\nExit status: 0 done.\n  more\n', 'exit statuses are prose; found "more"'],
])('%j is refused', (text, message) => {
  expect(() => parseHelp(text)).toThrow(message);
});

test('as Markdown', () => {
  const name = 'tool-verb';
  expect(helpMarkdown({ name, summary: 'does <it>', help: parseHelp(HELP) })).toBe(`# tool verb

Does \\<it\\>.

## Synopsis

\`\`\`
tool verb [options] <file...>
\`\`\`

## Description

Does this, and that.

## Arguments

- \`file\`: a file

## Options

- \`-o, --output <file>\`: where it goes, in two lines
- \`-h, --help\`: print this

## Notes

Formats, by name:

\`\`\`
one   first
two   second
\`\`\`

## Exit status

- \`0\`: done, even with warnings
- \`2\`: wrong usage
- \`3\`: no file, or none that can be read

## Examples

\`\`\`sh
tool verb a
tool verb b |
  jq .
\`\`\`
`);
});

test('every verb has a help with all parts', () => {
  const programs = programHelps();
  expect(programs.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['rpmcow', 'rpmcow-check', 'rpmcow-explain', 'rpmcow-rpm2extents']),
  );
  for (const { help, summary } of programs) {
    expect(summary).toMatch(/^\S.*[^.]$/);
    expect(
      itemsOf(help, 'Options').map(({ term }) => term),
      help.program,
    ).toContain('-h, --help');
    expect(help.blocks.map(({ kind }) => kind)).toContain('examples');
  }
});
