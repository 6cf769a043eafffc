/** The program rpmcow: one command with verbs. */
import { Command, CommanderError } from 'commander';
import { installCleanup } from '../io/cleanup.ts';
import { extractCommand } from './commands/extract.ts';
import { inspectCommand } from './commands/inspect.ts';
import { rpm2extentsCommand } from './commands/rpm2extents.ts';
import { transcodeCommand } from './commands/transcode.ts';
import { verifyCommand } from './commands/verify.ts';
import { EXIT } from './exit-status.ts';
import { reportUnforeseen } from './trouble.ts';
import { VERSION } from './version.ts';

function program(): Command {
  const command = new Command('rpmcow')
    .description('Lays RPM packages out for Copy-on-Write installation, and proves the result.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this')
    .helpCommand('help [verb]', 'print the help of a verb')
    .showHelpAfterError('(rpmcow help shows what there is)')
    .addHelpText(
      'after',
      `
Example:
  rpmcow transcode hello.rpm -o hello.extents && rpmcow verify hello.extents --against hello.rpm`,
    );
  for (const verb of [
    transcodeCommand(),
    verifyCommand(),
    inspectCommand(),
    extractCommand(),
    rpm2extentsCommand(),
  ]) {
    command.addCommand(verb);
  }
  for (const each of [command, ...command.commands]) each.exitOverride();
  return command;
}

installCleanup();
// The reader of our output may leave early, as head(1) does: that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});
try {
  await program().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  } else {
    process.exitCode = reportUnforeseen('rpmcow', error);
  }
}
