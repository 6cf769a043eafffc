/** Markdown to HTML and to roff: what our pages are written in. */
import { describe, expect, test } from 'vitest';
import { headingId } from '../../.dev/docs/heading-id.ts';
import { markdownHtml } from '../../.dev/docs/markdown-html.ts';
import { markdownRoff, titleAndBody } from '../../.dev/docs/markdown-roff.ts';

const targets = {
  ofLink: (href: string) => `to-${href}`,
  ofCode: (code: string) => (code === 'known' ? 'known.html' : undefined),
};
const html = (markdown: string) => markdownHtml(markdown, targets).html;

describe('HTML', () => {
  test.each([
    ['a heading has an id', '## Two Words\n', '<h2 id="two-words">Two Words</h2>\n'],
    ['a link goes where its target is', '[a](b.md)', '<p><a href="to-b.md">a</a></p>\n'],
    [
      'code with a page links to it',
      '`known`, `other`',
      '<p><a href="known.html"><code>known</code></a>, <code>other</code></p>\n',
    ],
    [
      'but not within a link',
      '[`known`](b.md)',
      '<p><a href="to-b.md"><code>known</code></a></p>\n',
    ],
    [
      'a list of definitions',
      '- `known`: one\n- `b`: *two*\n',
      '<dl>\n<dt><a href="known.html"><code>known</code></a></dt>\n<dd>one</dd>\n<dt><code>b</code></dt>\n<dd><em>two</em></dd>\n</dl>\n',
    ],
    [
      'any other list',
      '- `a`: one\n- two\n',
      '<ul>\n<li><code>a</code>: one</li>\n<li>two</li>\n</ul>\n',
    ],
    [
      'a transcript',
      '```console\n$ a <b>\n> c\nd & e\n```\n',
      '<pre tabindex="0"><code><span class="prompt">$</span> <kbd>a &lt;b&gt;</kbd>\n' +
        '<span class="prompt">&gt;</span> <kbd>c</kbd>\nd &amp; e\n</code></pre>\n',
    ],
    [
      'a file',
      '```toml a.toml\nb = 1\n```\n',
      '<figure><figcaption><code>a.toml</code></figcaption>' +
        '<pre tabindex="0"><code>b = 1\n</code></pre></figure>\n',
    ],
    [
      'a table',
      '| a | b |\n|---|--:|\n| 1 | 2 |\n',
      '<div class="table" tabindex="0"><table>\n' +
        '<thead>\n<tr><th>a</th><th class="number">b</th></tr>\n</thead>\n' +
        '<tbody>\n<tr><td>1</td><td class="number">2</td></tr>\n</tbody>\n</table></div>\n',
    ],
    [
      'a table without titles',
      '| | |\n|---|---|\n| 1 | 2 |\n',
      '<div class="table" tabindex="0"><table>\n' +
        '<tbody>\n<tr><td>1</td><td>2</td></tr>\n</tbody>\n</table></div>\n',
    ],
  ])('%s', (_, markdown, expected) => {
    expect(html(markdown)).toBe(expected);
  });

  test('no HTML within', () => {
    expect(() => html('a <b>c</b>')).toThrow('Markdown without HTML expected; found "<b>"');
  });

  test('headings are listed', () => {
    expect(markdownHtml('# A\n\n## B\n\n## B\n', targets).headings).toEqual([
      { id: 'a', depth: 1, html: 'A' },
      { id: 'b', depth: 2, html: 'B' },
      { id: 'b-1', depth: 2, html: 'B' },
    ]);
  });

  test.each([
    ["What's new, in 2.0?", [], 'whats-new-in-20'],
    ['exit-status', ['exit-status', 'exit-status-1'], 'exit-status-2'],
  ])('the id of %j beside %j is %s', (text, taken, id) => {
    expect(headingId(text, taken)).toBe(id);
  });
});

describe('roff', () => {
  test.each([
    ['a section, and a paragraph', '## See also\n\na\nb\n\nc', '.SH SEE ALSO\na b\n.PP\nc\n'],
    ['marks', 'a `--b` **c** *d* [e](f)', '.PP\na \\fB\\-\\-b\\fR \\fBc\\fR \\fId\\fR e\n'],
    ['what roff would obey', ".a `.b` \\\\ 'c", ".PP\n\\&.a \\fB.b\\fR \\e 'c\n"],
    [
      'a line that begins with a point',
      '```\n.a\n\\b\n```',
      '.PP\n.RS 4\n.nf\n\\&.a\n\\eb\n.fi\n.RE\n',
    ],
    ['definitions', '- `-a`: b\n- `c`: d', '.TP\n\\fB\\-a\\fR\nb\n.TP\n\\fBc\\fR\nd\n'],
    ['a list', '- a\n- b', '.IP \\(bu 4\na\n.IP \\(bu 4\nb\n'],
    ['steps', '1. a\n2. b', '.IP 1. 4\na\n.IP 2. 4\nb\n'],
  ])('%s', (_, markdown, expected) => {
    expect(markdownRoff(markdown)).toBe(expected);
  });

  test('what it has no words for is refused', () => {
    expect(() => markdownRoff('| a |\n|---|\n| b |\n')).toThrow('no word of roff for table');
    expect(() => markdownRoff('~~a~~')).toThrow('no word of roff for del');
  });

  test('a title, a sentence, and the rest', () => {
    const page = titleAndBody('# `a`\n\nDoes *it*.\n\n## B\n\nc\n');
    expect(page.sentence).toBe('Does it.');
    expect(markdownRoff(page.body)).toBe('.SH B\nc\n');
    expect(() => titleAndBody('Text.\n')).toThrow('begins with a title and a sentence');
  });
});
