/** The help of every program and verb, asked of the built programs themselves. */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { type Help, itemsOf, parseHelp } from './help.ts';

const DIST = resolve(import.meta.dirname, '../../dist');

/** One page of reference, and the sentence that says what it is about. */
export interface ProgramHelp {
  /** `rpmcow-check`: of the man page and of the page of the site. */
  readonly name: string;
  readonly summary: string;
  readonly help: Help;
}

/** Verbs whose help is that of a program of its own. */
const PROGRAMS: ReadonlyMap<string, string> = new Map([['rpm2extents', 'rpmcow-rpm2extents']]);

/** rpmcow itself, then each verb in the order of the help. */
export function programHelps(): ProgramHelp[] {
  const help = helpOf('rpmcow', '--help');
  const verbs = itemsOf(help, 'Commands')
    .map(({ term, text }) => ({ verb: term.split(' ')[0]!, summary: text }))
    .filter(({ verb }) => verb !== 'help');
  return [
    { name: 'rpmcow', summary: 'RPM packages and Copy-on-Write installation', help },
    ...verbs.map(({ verb, summary }) => {
      const program = PROGRAMS.get(verb);
      return program === undefined
        ? { name: `rpmcow-${verb}`, summary, help: helpOf('rpmcow', 'help', verb) }
        : { name: program, summary: TRANSCODER_SUMMARY, help: helpOf(program, '--help') };
    }),
  ];
}

/** The verb's own summary leans on the line above it in the list. */
const TRANSCODER_SUMMARY =
  'lay out a package for reflinking, from standard input to standard output, for librepo';

function helpOf(program: string, ...args: readonly string[]): Help {
  const path = resolve(DIST, `${program}.js`);
  return parseHelp(execFileSync(process.execPath, [path, ...args], { encoding: 'utf8' }));
}
