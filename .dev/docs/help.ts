/**
 * The help of a program, taken apart: what commander prints, and what stands behind it.
 *
 * Policy: pure, and strict about what it does not know, so that a help written in another way fails
 * the build and is not printed wrongly.
 */

/** What a help consists of, in its order. */
export type HelpBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Lines as they are: a table, a file, commands. */
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  | { readonly kind: 'list'; readonly title: string; readonly items: readonly HelpItem[] }
  | { readonly kind: 'examples'; readonly lines: readonly string[] }
  | { readonly kind: 'exit-statuses'; readonly items: readonly HelpItem[] };

/** `-o, --output <file>` and what it does; `3` and when that is the exit status. */
export interface HelpItem {
  readonly term: string;
  readonly text: string;
}

export interface Help {
  /** `rpmcow check`. */
  readonly program: string;
  /** `rpmcow check [options] <package...>`. */
  readonly usage: string;
  readonly blocks: readonly HelpBlock[];
}

/** Titles of lists with two columns. */
const LIST = /^(Arguments|Options|Commands|Environment):$/;
const EXAMPLES = /^Examples?:$/;
const EXIT_STATUS = 'Exit status: ';

/** @throws Error where the text is no help. */
export function parseHelp(text: string): Help {
  const [first = '', ...chunks] = text.trimEnd().split(/\n\n+/);
  const usage = /^Usage: (.+)$/s.exec(first)?.[1]?.replaceAll(/\s+/g, ' ');
  const program = usage && /^[a-z0-9]+(?:[ -][a-z0-9]+)*/.exec(usage)?.[0];
  if (!program) throw new Error(`a help begins with "Usage: program"; found ${quoted(first)}`);
  return { program, usage, blocks: chunks.flatMap((chunk) => blocksOf(chunk.split('\n'))) };
}

/** The items of the blocks of a kind, all lists of that title in one. */
export function itemsOf({ blocks }: Help, title: string): readonly HelpItem[] {
  return blocks.flatMap((block) =>
    block.kind === 'list' && block.title === title ? block.items : [],
  );
}

/** What stands between two empty lines: prose, then lines that are indented, or one of both. */
function blocksOf(lines: readonly string[]): HelpBlock[] {
  const title = LIST.exec(lines[0]!)?.[1];
  if (title !== undefined) return [{ kind: 'list', title, items: listItems(lines.slice(1)) }];
  const start = lines.findIndex((line) => line.startsWith(' '));
  const prose = lines.slice(0, start < 0 ? lines.length : start).join(' ');
  const rest = start < 0 ? [] : unindented(lines.slice(start));
  if (EXAMPLES.test(prose)) return [{ kind: 'examples', lines: rest }];
  if (prose.startsWith(EXIT_STATUS)) {
    if (rest.length > 0) throw new Error(`exit statuses are prose; found ${quoted(rest[0]!)}`);
    return [{ kind: 'exit-statuses', items: statusItems(prose.slice(EXIT_STATUS.length)) }];
  }
  return [
    ...(prose === '' ? [] : [{ kind: 'paragraph', text: prose } as const]),
    ...(rest.length === 0 ? [] : [{ kind: 'lines', lines: rest } as const]),
  ];
}

/** Two columns: a line begins an item, or goes on with the second column. */
function listItems(lines: readonly string[]): HelpItem[] {
  const items: { term: string; text: string }[] = [];
  for (const line of lines) {
    const begun = /^ {2}(\S+(?: \S+)*) {2,}(\S.*)$/.exec(line);
    const last = items.at(-1);
    if (begun !== null) items.push({ term: begun[1]!, text: begun[2]! });
    else if (last !== undefined && /^ {4,}\S/.test(line)) last.text += ` ${line.trim()}`;
    else throw new Error(`an item has two columns; found ${quoted(line)}`);
  }
  return items;
}

/** `0 done, 2 wrong usage, 3 no package, or none that can be read.` */
function statusItems(text: string): HelpItem[] {
  return text
    .replace(/\.$/, '')
    .split(/, (?=\d+ )/)
    .map((part) => {
      const match = /^(\d+) (.+)$/.exec(part);
      if (match === null) throw new Error(`an exit status is a number; found ${quoted(part)}`);
      return { term: match[1]!, text: match[2]! };
    });
}

function unindented(lines: readonly string[]): string[] {
  const indent = Math.min(...lines.map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent));
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
