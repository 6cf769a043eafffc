/**
 * A whole page of HTML around a text: head, menu, footer.
 *
 * Policy: no script, no font, nothing from elsewhere. The text comes first and the menu behind it,
 * so that keys and screen readers get to the text at once; on wide screens style.css puts the menu
 * beside it.
 */
import { dirname, relative } from 'node:path/posix';
import { escapeHtml } from './escape-html.ts';
import type { RenderedPage } from './markdown-html.ts';
import type { SitePage } from './site-page.ts';

/** Headings from which on a page gets a table of contents. */
const WORTH_CONTENTS = 7;

export interface Frame {
  readonly pages: readonly SitePage[];
  /** Of rpmcow. */
  readonly version: string;
}

export function framedPage(page: SitePage, text: RenderedPage, { pages, version }: Frame): string {
  const to = (path: string) => relativeLink(page.path, path);
  const title = page.path === 'index.html' ? 'rpmcow' : `${page.title} - rpmcow`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${to('style.css')}"/>
</head>
<body>
<a class="skip" href="#text">To the text</a>
<header><a href="${to('index.html')}">rpmcow</a> <a href="#menu">Menu</a></header>
<main id="text">
${text.html.replace('</h1>\n', `</h1>\n${contents(text)}`)}</main>
<nav id="menu" aria-label="Pages">
${menu(page, pages)}</nav>
<footer>rpmcow ${escapeHtml(version)}, MIT licence. Made from the sources by <code>npm run site</code>.</footer>
</body>
</html>
`;
}

/** From one page of the site to another. */
export function relativeLink(from: string, to: string): string {
  return relative(dirname(from), to);
}

function contents({ headings }: RenderedPage): string {
  const sections = headings.filter(({ depth }) => depth === 2);
  if (sections.length < WORTH_CONTENTS) return '';
  const items = sections.map(
    ({ id, html }) => `<li><a href="#${id}">${withoutLinks(html)}</a></li>\n`,
  );
  return `<nav class="contents" aria-label="On this page"><ul>\n${items.join('')}</ul></nav>\n`;
}

function withoutLinks(html: string): string {
  return html.replaceAll(/<\/?a\b[^>]*>/g, '');
}

function menu(current: SitePage, pages: readonly SitePage[]): string {
  const sections = new Map<string, SitePage[]>();
  for (const page of pages) {
    if (!('section' in page.menu)) continue;
    const members = sections.get(page.menu.section) ?? [];
    sections.set(page.menu.section, [...members, page]);
  }
  return [...sections]
    .map(([section, members]) => {
      const items = members.map((page) => `<li>${menuLink(current, page)}</li>\n`).join('');
      return `<h2>${escapeHtml(section)}</h2>\n<ul>\n${items}</ul>\n`;
    })
    .join('');
}

function menuLink(current: SitePage, page: SitePage): string {
  const isBelow = 'below' in current.menu && current.menu.below === page.path;
  const mark = page === current ? ' aria-current="page"' : isBelow ? ' aria-current="true"' : '';
  return `<a href="${relativeLink(current.path, page.path)}"${mark}>${escapeHtml(page.title)}</a>`;
}
