/**
 * Completions for fish, as a file for its completions folder.
 *
 * Policy: a line an option and a line a verb. The verb is the first word, as the program has it.
 */
import type { CompletedOption, CompletedProgram, CompletedValue } from './completion.ts';

/** The script. `program.name` is one word of letters, digits and dashes, as all names are. */
export function fishCompletion({ name, options, verbs }: CompletedProgram): string {
  const lines = [
    ...options.map((option) => optionLine(name, '__rpmcow_no_verb', option)),
    ...verbs.map((verb) =>
      completion(name, '__rpmcow_no_verb', [`-a ${verb.name}`, `-d ${quoted(verb.summary)}`]),
    ),
    ...verbs.flatMap((verb) => {
      const when = `__rpmcow_verb ${verb.name}`;
      return [
        ...verb.options.map((option) => optionLine(name, when, option)),
        ...(verb.argument === undefined ? [] : [completion(name, when, candidates(verb.argument))]),
      ];
    }),
  ];
  return `# fish completion of ${name}

${HELPERS}
complete -c ${name} -f
${lines.join('\n')}
`;
}

const HELPERS = `function __rpmcow_no_verb
    test (count (commandline -opc)) -eq 1
end

function __rpmcow_verb
    set -l words (commandline -opc)
    test (count $words) -gt 1; and test $words[2] = $argv[1]
end

# Words that = and a file may follow.
function __rpmcow_reports
    set -l word (string replace -r '^--[a-z-]+=' '' -- (commandline -ct))
    if set -l parts (string split -m 1 = -- $word); and test (count $parts) -eq 2
        printf "$parts[1]=%s\\n" (__fish_complete_path $parts[2])
    else
        printf '%s\\n' $argv
    end
end
`;

function completion(name: string, when: string, rest: readonly string[]): string {
  return [`complete -c ${name} -n ${quoted(when)}`, ...rest].join(' ');
}

function optionLine(name: string, when: string, { flags, description, value }: CompletedOption) {
  const names = flags.map((flag) =>
    flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`,
  );
  const values =
    value === undefined ? [] : [value.kind === 'files' ? '-r' : '-x', ...candidates(value)];
  return completion(name, when, [...names, ...values, `-d ${quoted(description)}`]);
}

/** Files are off for all of the program, and switched on (-F) where one is meant. */
function candidates(value: CompletedValue): string[] {
  switch (value.kind) {
    case 'words':
      return [`-a ${quoted(value.words.join(' '))}`];
    case 'list':
      return [`-a ${quoted(`(__fish_append , ${value.words.join(' ')})`)}`];
    case 'reports':
      return [`-a ${quoted(`(__rpmcow_reports ${value.words.join(' ')})`)}`];
    case 'files':
      return ['-F'];
    case 'directories':
      return [`-a ${quoted('(__fish_complete_directories)')}`];
    case 'unknown':
      return [];
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
}
