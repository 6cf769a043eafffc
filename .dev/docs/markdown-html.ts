/**
 * Markdown as HTML: marked's, with what a set of pages needs besides.
 *
 * Policy: headings get ids, links go where the site has their targets, code that is the name of
 * something with a page links to that page, and a list of `code`: text is a list of definitions.
 * HTML within Markdown is refused: comments are the only HTML that our pages have, and they are used
 * up before. Everything that comes out is well-formed as XML, too, which the tests check.
 */
import { Marked, type Token, type Tokens } from 'marked';
import { type Definition, definitionsOf } from './definitions.ts';
import { escapeHtml } from './escape-html.ts';
import { headingId } from './heading-id.ts';

/** Where links of one page lead. */
export interface LinkTargets {
  /** The address of what a link of the source names. @throws Error where there is nothing. */
  readonly ofLink: (href: string) => string;
  /** The address of the page about this code, if it has one that is not this page. */
  readonly ofCode: (code: string) => string | undefined;
}

export interface RenderedHeading {
  readonly id: string;
  readonly depth: number;
  readonly html: string;
}

export interface RenderedPage {
  readonly html: string;
  readonly headings: readonly RenderedHeading[];
}

/** @throws Error for HTML, and for links to nothing. */
export function markdownHtml(markdown: string, targets: LinkTargets): RenderedPage {
  const headings: RenderedHeading[] = [];
  let isInLink = false;
  const marked = new Marked({
    tokenizer: {
      // Addresses of the web become links; what looks like one of mail is often a key's name.
      url: (text) => (text.startsWith('http') ? false : undefined),
    },
    renderer: {
      heading({ tokens, depth, text }) {
        const html = this.parser.parseInline(tokens);
        const id = headingId(
          text,
          headings.map((heading) => heading.id),
        );
        headings.push({ id, depth, html });
        return `<h${depth} id="${id}">${html}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        isInLink = true;
        const html = this.parser.parseInline(tokens);
        isInLink = false;
        return `<a href="${escapeHtml(targets.ofLink(href))}">${html}</a>`;
      },
      codespan({ text }) {
        const html = `<code>${escapeHtml(text)}</code>`;
        const target = isInLink ? undefined : targets.ofCode(text);
        return target === undefined ? html : `<a href="${escapeHtml(target)}">${html}</a>`;
      },
      code({ text, lang = '' }) {
        return codeBlock(text, lang);
      },
      list(token) {
        const definitions = definitionsOf(token);
        if (definitions === undefined) return false;
        const inline = (tokens: Token[]) => this.parser.parseInline(tokens);
        return `<dl>\n${definitions.map((each) => definitionHtml(each, inline)).join('')}</dl>\n`;
      },
      table(token) {
        const inline = (tokens: Token[]) => this.parser.parseInline(tokens);
        return tableHtml(token, inline);
      },
      html({ text }) {
        throw new Error(`Markdown without HTML expected; found ${JSON.stringify(text)}`);
      },
    },
  });
  // Not parse(), which has errors reported to the makers of marked.
  return { html: marked.parser(marked.lexer(markdown)), headings };
}

/** The info string is a language and, for a file that is shown, its name. */
function codeBlock(text: string, info: string): string {
  const [language = '', file] = info.split(' ');
  const caption =
    file === undefined ? '' : `<figcaption><code>${escapeHtml(file)}</code></figcaption>`;
  const lines =
    language === 'console' ? text.split('\n').map(consoleLine).join('\n') : escapeHtml(text);
  const block = `<pre tabindex="0"><code>${lines}\n</code></pre>`;
  return caption === '' ? `${block}\n` : `<figure>${caption}${block}</figure>\n`;
}

/** What is typed stands out from what is printed. */
function consoleLine(line: string): string {
  const typed = /^([$>]) (.*)$/.exec(line);
  if (typed === null) return escapeHtml(line);
  return `<span class="prompt">${escapeHtml(typed[1]!)}</span> <kbd>${escapeHtml(typed[2]!)}</kbd>`;
}

function definitionHtml({ term, text }: Definition, inline: (tokens: Token[]) => string): string {
  const code = { type: 'codespan', raw: term, text: term };
  return `<dt>${inline([code])}</dt>\n<dd>${inline([...text])}</dd>\n`;
}

/** In a box that scrolls by itself, as wide tables would make the whole page scroll. */
function tableHtml({ header, rows, align }: Tokens.Table, inline: (tokens: Token[]) => string) {
  const row = (cells: readonly Tokens.TableCell[], name: 'th' | 'td') =>
    `<tr>${cells
      .map(({ tokens }, i) => {
        const attribute = align[i] === 'right' ? ' class="number"' : '';
        return `<${name}${attribute}>${inline(tokens)}</${name}>`;
      })
      .join('')}</tr>\n`;
  const isBare = header.every(({ text }) => text === '');
  const head = isBare ? '' : `<thead>\n${row(header, 'th')}</thead>\n`;
  const body = `<tbody>\n${rows.map((cells) => row(cells, 'td')).join('')}</tbody>\n`;
  return `<div class="table" tabindex="0"><table>\n${head}${body}</table></div>\n`;
}
