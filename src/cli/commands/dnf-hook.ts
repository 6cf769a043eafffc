/** The verb dnf-hook: what the plugins for dnf ask. */
import { Argument, Command } from 'commander';
import { ConfigurationError } from '../configuration-error.ts';
import { denialsOf } from '../denials-of.ts';
import { type DnfHook, runDnfHook } from '../dnf-hook-run.ts';
import { EXIT } from '../exit-status.ts';
import { type Libdnf5Hook, runLibdnf5Hook } from '../libdnf5-hook-run.ts';
import { reportTrouble } from '../trouble.ts';

const HOOKS: readonly (DnfHook | Libdnf5Hook)[] = [
  'resolved',
  'pre-transaction',
  'libdnf5-goal-resolved',
  'libdnf5-pre-transaction',
];

interface Options {
  readonly denylist?: string;
  readonly auditState?: string;
}

export function dnfHookCommand(): Command {
  return new Command('dnf-hook')
    .summary('answer the plugins for dnf')
    .description(
      'What the dnf 4 plugin and the actions file of dnf 5 call; nobody else needs it. The ' +
        'transaction comes on standard input as lines of JSON, what dnf is to say, to set or to stop ' +
        'for goes to standard output. The hooks of libdnf5 hold a conversation with its actions ' +
        'plugin (mode=json).',
    )
    .addArgument(new Argument('<hook>', 'when in the transaction, and who asks').choices(HOOKS))
    .option('--denylist <names>', 'libdnf5: names or globs of packages to leave alone, by commas')
    .option('--audit-state <file>', 'libdnf5: the state of an audit, which names such packages')
    .addHelpText(
      'after',
      `
Exit status: 0 answered, 2 the question is not understood, 3 it could not be answered.

Example:
  rpmcow dnf-hook pre-transaction < transaction.ndjson`,
    )
    .action(async (hook: DnfHook | Libdnf5Hook, options: Options, command: Command) => {
      try {
        await run(hook, options);
      } catch (error) {
        if (error instanceof ConfigurationError) {
          command.error(`error: ${error.message}`, { exitCode: EXIT.usage });
        }
        process.exitCode = reportTrouble('dnf-hook', error);
      }
    });
}

async function run(hook: DnfHook | Libdnf5Hook, options: Options): Promise<void> {
  if (hook === 'resolved' || hook === 'pre-transaction') return await runDnfHook(hook);
  const { denylist = '', auditState = null } = options;
  const names = denylist.split(',').filter((name) => name !== '');
  await runLibdnf5Hook(hook, await denialsOf({ denylist: names, auditState }));
}
