/** The reference of the command line: a page a program, from its own help. */
import { helpMarkdown } from './help-markdown.ts';
import type { ProgramHelp } from './program-help.ts';
import type { SitePage } from './site-page.ts';

export function cliPages(programs: readonly ProgramHelp[]): SitePage[] {
  return programs.map((program) => ({
    path: `cli/${program.name}.html`,
    source: `docs/cli/${program.name}.md`,
    title: program.help.program,
    markdown: helpMarkdown(program),
    menu: { section: 'Command line' },
    codes: [program.help.program],
  }));
}
