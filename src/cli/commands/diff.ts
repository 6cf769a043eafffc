/** The verb diff: what is different in a new package, and does it bring new trouble? */
import { Command, Option } from 'commander';
import { THRESHOLDS } from '../../check/severity.ts';
import { STANDARD_INPUT } from '../../io/package-source.ts';
import { type CheckSettingOptions, checkSettings } from '../check-settings.ts';
import { type ColourChoice, colourOption } from '../colour.ts';
import { ConfigurationError } from '../configuration-error.ts';
import { runDiff } from '../diff-run.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';

interface Options extends Pick<CheckSettingOptions, 'failOn' | 'config'> {
  readonly headersOnly?: boolean;
  readonly format: 'text' | 'json';
  readonly color: ColourChoice;
}

export function diffCommand(): Command {
  return new Command('diff')
    .summary('say what is different in a new package, and what a cache shares of both')
    .description(
      'Compares two packages, mostly two versions of one: the contents that "transcode --reuse" ' +
        'shares between their extents files, sizes, findings that are new and fixed, header tags, ' +
        'files and dependencies. Either may also be an extents file.',
    )
    .argument('<old>', 'an RPM package or extents file, or - for stdin')
    .argument('<new>', 'the one to compare with it, or - for stdin')
    .option('--headers-only', 'read no payload: quick, and fewer rules')
    .addOption(
      new Option(
        '--fail-on <severity>',
        'exit 1 for new findings from this severity on (default: error)',
      ).choices(THRESHOLDS),
    )
    .option('--config <file>', 'the configuration (default: rpmcow.toml, if there is one)')
    .addOption(
      new Option('--format <format>', 'for people, or one JSON document')
        .choices(['text', 'json'])
        .default('text'),
    )
    .addOption(colourOption())
    .addHelpText('after', HELP)
    .action(async (old: string, current: string, options: Options, command: Command) => {
      const misuse = (message: string): never =>
        command.error(`error: ${message}`, { exitCode: EXIT.usage });
      process.exitCode = await run([old, current], options, misuse);
    });
}

const HELP = `
Findings are the same where rule, tag and file are; the version in a file's name does not count. Which
rules run, for which targets, and what is ignored is up to the configuration (rpmcow help check).

Exit status: 0 no new findings at or above --fail-on, 1 new ones, 2 wrong usage or configuration,
3 one of the two is no package or could not be read.

Examples:
  rpmcow diff hello-1.0-1.x86_64.rpm hello-1.1-1.x86_64.rpm
  rpmcow diff --headers-only --format json old.rpm new.rpm | jq .diff.contents
  rpmcow diff --fail-on warning cache/hello.extents hello-1.1-1.x86_64.rpm`;

async function run(
  paths: readonly [old: string, current: string],
  options: Options,
  misuse: (message: string) => never,
): Promise<ExitStatus> {
  const { headersOnly = false, format, color } = options;
  if (paths.every((path) => path === STANDARD_INPUT)) misuse('standard input can be read once');
  try {
    const settings = checkSettings(options);
    return await runDiff(paths, { settings, format, colour: color, headersOnly });
  } catch (error) {
    if (error instanceof ConfigurationError) return misuse(error.message);
    throw error;
  }
}
