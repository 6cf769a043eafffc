/**
 * Completions for bash, as a script to source.
 *
 * Policy: needs bash 4.4 and nothing else, no helpers of other packages. Only long options are
 * offered; values are, too, behind short ones. Where a file is meant, readline completes it, which
 * knows how to quote. bash splits at `=`, so `--format=t` comes as three words.
 */
import type { CompletedProgram, CompletedValue, CompletedVerb } from './completion.ts';

/** The script. `program.name` is one word of letters, digits and dashes, as all names are. */
export function bashCompletion(program: CompletedProgram): string {
  const { name, verbs } = program;
  const rest = verbs.map(({ name, options, argument }) =>
    [
      `    ${name})`,
      `      case $cur in`,
      `        -*) _rpmcow_words '${longFlags(options)}' ;;`,
      ...(argument === undefined ? [] : [`        *) ${action(argument)} ;;`]),
      `      esac`,
      `      ;;`,
    ].join('\n'),
  );
  const first = [...verbs.map((verb) => verb.name), longFlags(program.options)].join(' ');
  return `# bash completion of ${name}

${HELPERS}
_${name}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} verb=\${COMP_WORDS[1]}
  if [[ $cur == '=' ]]; then
    cur=
  elif [[ $prev == '=' ]]; then
    prev=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    _rpmcow_words '${first}'
    return
  fi
  case "$verb $prev" in
${valueCases(verbs).join('\n')}
    *) _rpmcow_others ;;
  esac
}

# No value of an option: an option itself, or an argument.
_rpmcow_others() {
  case $verb in
${rest.join('\n')}
  esac
}

complete -F _${name} ${name}
`;
}

/** $cur is the word to complete, as far as it stands there. */
const HELPERS = `_rpmcow_words() {
  local IFS=$' \\t\\n'
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur")
}

# Words separated by commas: the last one is completed.
_rpmcow_list() {
  local before='' IFS=$' \\t\\n'
  [[ $cur != *,* ]] || before=\${cur%,*},
  compopt -o nospace
  mapfile -t COMPREPLY < <(compgen -P "$before" -W "$1" -- "\${cur##*,}")
}

# Words that = and a file may follow.
_rpmcow_reports() {
  compopt -o nospace
  _rpmcow_words "$1"
}

_rpmcow_files() {
  compopt -o default
}

_rpmcow_directories() {
  compopt -o dirnames
}
`;

function action(value: CompletedValue): string {
  switch (value.kind) {
    case 'words':
    case 'list':
    case 'reports':
      return `_rpmcow_${value.kind} '${value.words.join(' ')}'`;
    case 'files':
    case 'directories':
      return `_rpmcow_${value.kind}`;
    case 'unknown':
      return ':';
  }
}

/** By what is done: many options take the same values. */
function valueCases(verbs: readonly CompletedVerb[]): string[] {
  const places = new Map<string, string[]>();
  for (const { name, options } of verbs) {
    for (const { flags, value } of options) {
      if (value === undefined) continue;
      const patterns = places.get(action(value)) ?? [];
      places.set(action(value), [...patterns, ...flags.map((flag) => `'${name} ${flag}'`)]);
    }
  }
  return [...places].map(([action, patterns]) => `    ${patterns.join(' | ')}) ${action} ;;`);
}

function longFlags(options: CompletedProgram['options']): string {
  return options.flatMap(({ flags }) => flags.filter((flag) => flag.startsWith('--'))).join(' ');
}
