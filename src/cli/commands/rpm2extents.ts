/** The verb rpm2extents; the same as the program of that name. */
import { Command } from 'commander';
import { rpm2extents } from '../rpm2extents-command.ts';

export function rpm2extentsCommand(): Command {
  return new Command('rpm2extents')
    .summary('the same from standard input to standard output, for librepo')
    .helpOption(false)
    .allowUnknownOption()
    .argument('[arguments...]')
    .action(async (_names: readonly string[], _options: object, command: Command) => {
      process.exitCode = await rpm2extents(command.args);
    });
}
