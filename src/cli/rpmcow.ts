/**
 * The program rpmcow: one command with verbs.
 *
 * Policy: only the verb that is asked for is loaded, which saves more time than many a verb takes; all
 * of them only for the help and for completion. A verb's module has its name; the build relies on that.
 */
import { Command, CommanderError } from 'commander';
import { installCleanup } from '../io/cleanup.ts';
import { EXIT } from './exit-status.ts';
import { print, tell } from './print.ts';
import { reportUnforeseen } from './trouble.ts';
import { VERSION } from './version.ts';

/** In the order of the help. */
const VERBS: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./commands/check.ts')).checkCommand(),
  transcode: async () => (await import('./commands/transcode.ts')).transcodeCommand(),
  verify: async () => (await import('./commands/verify.ts')).verifyCommand(),
  inspect: async () => (await import('./commands/inspect.ts')).inspectCommand(),
  extract: async () => (await import('./commands/extract.ts')).extractCommand(),
  diff: async () => (await import('./commands/diff.ts')).diffCommand(),
  audit: async () => (await import('./commands/audit.ts')).auditCommand(),
  worker: async () => (await import('./commands/worker.ts')).workerCommand(),
  denylist: async () => (await import('./commands/denylist.ts')).denylistCommand(),
  compare: async () => (await import('./commands/compare.ts')).compareCommand(),
  estimate: async () => (await import('./commands/estimate.ts')).estimateCommand(),
  preflight: async () => (await import('./commands/preflight.ts')).preflightCommand(),
  rules: async () => (await import('./commands/rules.ts')).rulesCommand(),
  explain: async () => (await import('./commands/explain.ts')).explainCommand(),
  rpm2extents: async () => (await import('./commands/rpm2extents.ts')).rpm2extentsCommand(),
  'dnf-hook': async () => (await import('./commands/dnf-hook.ts')).dnfHookCommand(),
  completion: async () => (await import('./commands/completion.ts')).completionCommand(program),
};

async function program(first = ''): Promise<Command> {
  const command = new Command('rpmcow')
    .description(
      'Tells whether RPM packages survive Copy-on-Write installation, lays them out for it, and ' +
        'proves the result.',
    )
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
  const verbs = Object.hasOwn(VERBS, first) ? [first] : Object.keys(VERBS);
  for (const verb of verbs) command.addCommand(await VERBS[verb]!());
  for (const each of [command, ...command.commands]) {
    each.exitOverride().configureOutput({ writeOut: print, writeErr: tell });
  }
  return command;
}

installCleanup();
try {
  await (await program(process.argv[2])).parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  } else {
    process.exitCode = reportUnforeseen('rpmcow', error);
  }
}
