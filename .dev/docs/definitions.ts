/** A list that defines: every item begins with code and a colon. */
import type { Token, Tokens } from 'marked';

export interface Definition {
  readonly term: string;
  readonly text: readonly Token[];
}

/** Undefined where the list is any other list. */
export function definitionsOf({ items, ordered }: Tokens.List): Definition[] | undefined {
  if (ordered) return undefined;
  const definitions = items.map(definitionOf);
  return definitions.every((each) => each !== undefined) ? definitions : undefined;
}

function definitionOf({ tokens: [block, ...others] }: Tokens.ListItem): Definition | undefined {
  if (others.length > 0 || (block?.type !== 'text' && block?.type !== 'paragraph'))
    return undefined;
  const [code, colon, ...rest] = block.tokens ?? [];
  if (code?.type !== 'codespan' || colon?.type !== 'text') return undefined;
  const { text } = colon as Tokens.Text;
  if (!text.startsWith(': ')) return undefined;
  return {
    term: (code as Tokens.Codespan).text,
    text: [{ ...colon, raw: text.slice(2), text: text.slice(2) }, ...rest],
  };
}
