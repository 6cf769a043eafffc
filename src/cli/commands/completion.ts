/** The verb completion: what shells complete on the command line. */
import { Argument, Command } from 'commander';
import { bashCompletion } from '../../report/completion/bash-completion.ts';
import type { CompletedProgram } from '../../report/completion/completion.ts';
import { fishCompletion } from '../../report/completion/fish-completion.ts';
import { zshCompletion } from '../../report/completion/zsh-completion.ts';
import { completedProgram } from '../completed-program.ts';
import { print } from '../print.ts';

const SHELLS = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
} as const satisfies Record<string, (program: CompletedProgram) => string>;

/** @param wholeProgram makes rpmcow with all its verbs. */
export function completionCommand(wholeProgram: () => Promise<Command>): Command {
  return new Command('completion')
    .summary('print what a shell needs to complete verbs, options and values')
    .description(
      'Prints a script that has a shell complete verbs, options and their values, ids of rules among ' +
        'them. It is of this version: print it again after an update. Packages bring all three along.',
    )
    .addArgument(new Argument('<shell>', 'for which').choices(Object.keys(SHELLS)))
    .addHelpText(
      'after',
      `
Exit status: 0 printed, 2 wrong usage.

Examples:
  rpmcow completion bash > ~/.local/share/bash-completion/completions/rpmcow
  rpmcow completion zsh > /usr/local/share/zsh/site-functions/_rpmcow
  rpmcow completion fish > ~/.config/fish/completions/rpmcow.fish`,
    )
    .action(async (shell: keyof typeof SHELLS) => {
      print(SHELLS[shell](completedProgram(await wholeProgram())));
    });
}
