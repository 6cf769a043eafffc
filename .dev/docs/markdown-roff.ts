/**
 * Markdown as the body of a man page: the few kinds of text that our man pages have.
 *
 * Policy: pure; what it has no words for is an error, not a guess. Macros of man(7) that groff and
 * mandoc both know.
 */
import { Marked, type MarkedToken, type Token, type Tokens } from 'marked';
import { definitionsOf } from './definitions.ts';

/** A page without its title: sections as `.SH`, and what is in them. Ends with a newline. */
export function markdownRoff(markdown: string): string {
  return tokensOf(markdown)
    .filter(({ type }) => type !== 'space')
    .map((token, i, tokens) => blockRoff(token, tokens[i - 1]?.type === 'heading'))
    .join('');
}

/** The title, the sentence behind it and all else: what NAME is made of, and the rest. */
export function titleAndBody(markdown: string): {
  readonly title: string;
  readonly sentence: string;
  readonly body: string;
} {
  const [heading, , paragraph, ...rest] = tokensOf(markdown);
  if (heading?.type !== 'heading' || heading.depth !== 1 || paragraph?.type !== 'paragraph') {
    throw new Error('a man page begins with a title and a sentence');
  }
  return {
    title: heading.text,
    sentence: plainText(paragraph.tokens),
    body: rest.map(({ raw }) => raw).join(''),
  };
}

/** Text with what roff would take for its own made harmless, but for how lines begin. */
export function escapeRoff(text: string): string {
  return text.replaceAll('\\', '\\e').replaceAll('-', '\\-');
}

/** Lines, none of which begins as a macro does. */
function textLines(roff: string): string {
  return roff.replaceAll(/^[.']/gm, '\\&$&');
}

/** Marked types what it reads as tokens of any kind; without extensions they are these. */
function tokensOf(markdown: string): MarkedToken[] {
  return new Marked().lexer(markdown) as MarkedToken[];
}

/** @param isFirst whether a heading has begun a paragraph already. */
function blockRoff(token: MarkedToken, isFirst: boolean): string {
  const paragraph = isFirst ? '' : '.PP\n';
  switch (token.type) {
    case 'heading':
      return token.depth === 2
        ? `.SH ${escapeRoff(plainText(token.tokens).toUpperCase())}\n`
        : `.SS ${escapeRoff(plainText(token.tokens))}\n`;
    case 'paragraph':
      return `${paragraph}${textLines(inline(token.tokens))}\n`;
    case 'code':
      return `${paragraph}.RS 4\n.nf\n${textLines(escapeRoff(token.text))}\n.fi\n.RE\n`;
    case 'list':
      return listRoff(token);
    default:
      throw new Error(`no word of roff for ${token.type}: ${JSON.stringify(token.raw)}`);
  }
}

function listRoff(list: Tokens.List): string {
  const definitions = definitionsOf(list);
  if (definitions !== undefined) {
    return definitions
      .map(({ term, text }) => `.TP\n\\fB${escapeRoff(term)}\\fR\n${textLines(inline(text))}\n`)
      .join('');
  }
  return list.items
    .map(({ tokens: [text] }, i) => {
      const mark = list.ordered ? `${i + 1}.` : '\\(bu';
      return `.IP ${mark} 4\n${textLines(inline((text as Tokens.Text).tokens ?? []))}\n`;
    })
    .join('');
}

function inline(tokens: readonly Token[]): string {
  return (tokens as readonly MarkedToken[]).map(inlineRoff).join('');
}

function inlineRoff(token: MarkedToken): string {
  switch (token.type) {
    case 'text':
    case 'escape':
      return escapeRoff(oneLine(token.text));
    case 'codespan':
      return `\\fB${escapeRoff(token.text)}\\fR`;
    case 'strong':
      return `\\fB${inline(token.tokens)}\\fR`;
    case 'em':
      return `\\fI${inline(token.tokens)}\\fR`;
    case 'link':
      return inline(token.tokens);
    default:
      throw new Error(`no word of roff for ${token.type}: ${JSON.stringify(token.raw)}`);
  }
}

function plainText(tokens: readonly Token[]): string {
  return (tokens as readonly MarkedToken[])
    .map((token) => ('text' in token ? oneLine(token.text) : token.raw))
    .join('');
}

function oneLine(text: string): string {
  return text.replaceAll('\n', ' ');
}
