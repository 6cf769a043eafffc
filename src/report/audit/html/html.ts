/**
 * HTML out of templates: what is put in is text unless it is HTML already.
 *
 * Policy: there is no other way to make HTML here, so nothing of a package can become markup. Text is
 * made printable as well: nothing in it is invisible or turns around what follows.
 */
import { printable } from '../printable.ts';

export interface Html {
  readonly html: string;
}

type Part = Html | string | number | readonly Part[];

export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: String.raw({ raw: template }, ...parts.map(markup)) };
}

function markup(part: Part): string {
  if (typeof part === 'number') return `${part}`;
  if (typeof part === 'string') return escapeText(part);
  return 'html' in part ? part.html : part.map(markup).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

export const NOTHING: Html = { html: '' };
