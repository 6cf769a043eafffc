/**
 * Completions for zsh, as a file named `_rpmcow` in a folder of $fpath.
 *
 * Policy: the functions of zsh's own completion system do the work: _arguments knows options that
 * were given, _files and _directories complete paths.
 */
import type { CompletedOption, CompletedProgram, CompletedValue } from './completion.ts';

/** The script. `program.name` is one word of letters, digits and dashes, as all names are. */
export function zshCompletion({ name, options, verbs }: CompletedProgram): string {
  const cases = verbs.map((verb) => {
    const specs = [
      ...verb.options.flatMap(optionSpecs),
      ...(verb.argument === undefined ? [] : [`*:argument:${action(verb.argument)}`]),
    ];
    const list = specs.map((spec) => ` \\\n        ${quoted(spec)}`).join('');
    return `    ${verb.name})\n      _arguments -s -S${list}\n      ;;`;
  });
  const summaries = verbs.map((verb) => `    ${quoted(`${verb.name}:${verb.summary}`)}`);
  const flags = options.flatMap((option) =>
    option.flags.map((flag) => `    ${quoted(`${flag}:${option.description}`)}`),
  );
  return `#compdef ${name}

# zsh completion of ${name}

${HELPERS}
_${name}() {
  local -a verbs flags
  verbs=(
${summaries.join('\n')}
  )
  flags=(
${flags.join('\n')}
  )
  if ((CURRENT == 2)); then
    _describe -t verbs verb verbs
    _describe -o -t options option flags
    return
  fi
  local verb=$words[2]
  shift words
  ((CURRENT -= 1))
  case $verb in
${cases.join('\n')}
  esac
}

# Loaded from $fpath, the file is the function; sourced, it only defines it.
if [[ $funcstack[1] == _${name} ]]; then
  _${name} "$@"
else
  compdef _${name} ${name}
fi
`;
}

const HELPERS = `# Words that = and a file may follow; before them come options for compadd.
_rpmcow_reports() {
  if compset -P '*='; then
    _files
  else
    compadd -q -S = "$@"
  fi
}
`;

/** One spec a flag: what excludes what is left to the program. All may be repeated. */
function optionSpecs({ flags, description, value }: CompletedOption): string[] {
  const text = description.replaceAll(/[\\\][:]/g, '\\$&');
  return flags.map((flag) => {
    if (value === undefined) return `*${flag}[${text}]`;
    // A long one takes its value as the next word or behind "=", a short one at once or as the next.
    const how = flag.startsWith('--') ? '=' : '+';
    return `*${flag}${how}[${text}]:value:${action(value)}`;
  });
}

function action(value: CompletedValue): string {
  switch (value.kind) {
    case 'words':
      return `(${value.words.join(' ')})`;
    case 'list':
      return `_sequence compadd - ${value.words.join(' ')}`;
    case 'reports':
      return `_rpmcow_reports ${value.words.join(' ')}`;
    case 'files':
      return '_files';
    case 'directories':
      return '_directories';
    case 'unknown':
      return '';
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
