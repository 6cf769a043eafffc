/** Links that filter the packages: the page keeps its filters in the fragment of its address. */
import { type Html, html } from './html.ts';
import { pageText } from './page-text.ts';

/** @param name of a filter of page/query.ts. */
export function filterLink(name: string, value: string, text = value): Html {
  const fragment = new URLSearchParams([[name, pageText(value)]]).toString();
  return html`<a href="#${fragment}">${pageText(text)}</a>`;
}
