/** The man pages: one for each program and verb, and one for the configuration. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { helpMarkdown } from './help-markdown.ts';
import { escapeRoff, markdownRoff, titleAndBody } from './markdown-roff.ts';
import type { ProgramHelp } from './program-help.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const CONFIGURATION = 'docs/reference/rpmcow.toml.md';

export interface ManPage {
  /** `rpmcow-check.1`. */
  readonly file: string;
  readonly roff: string;
}

/** @param version of rpmcow. */
export function manPages(programs: readonly ProgramHelp[], version: string): ManPage[] {
  const sources = [
    ...programs.map((program) => ({
      name: program.name,
      section: 1,
      markdown: helpMarkdown(program),
    })),
    {
      name: 'rpmcow.toml',
      section: 5,
      markdown: readFileSync(resolve(ROOT, CONFIGURATION), 'utf8'),
    },
  ];
  const names = sources.map(({ name, section }) => `${name}(${section})`);
  return sources.map(({ name, section, markdown }) => ({
    file: `${name}.${section}`,
    roff: manPage(
      { name, section, version },
      markdown,
      names.filter((other) => other !== `${name}(${section})`),
    ),
  }));
}

interface ManTitle {
  readonly name: string;
  readonly section: number;
  readonly version: string;
}

/** A page in the order of man-pages(7). No date: the same sources give the same bytes. */
function manPage(
  { name, section, version }: ManTitle,
  markdown: string,
  others: readonly string[],
): string {
  const { sentence, body } = titleAndBody(markdown);
  const what = sentence
    .replace(/\.$/, '')
    .replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());
  return [
    `.TH ${escapeRoff(name.toUpperCase())} ${section} "" "rpmcow ${version}" "rpmcow"\n`,
    `.SH NAME\n${escapeRoff(name)} \\- ${escapeRoff(what)}\n`,
    markdownRoff(body),
    `.SH SEE ALSO\n${others.map(reference).join(',\n')}\n`,
  ].join('');
}

/** `rpmcow(1)`, the name in bold. */
function reference(page: string): string {
  const [name = '', section = ''] = page.split(/(?=\()/);
  return `\\fB${escapeRoff(name)}\\fR${section}`;
}
