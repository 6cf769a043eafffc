/** The verb verify: proves extents files. */
import { Command, Option } from 'commander';
import { EXIT } from '../exit-status.ts';
import { jobCount } from '../job-count.ts';
import { VERIFY_FORMATS, type VerifyFormat, verifyPrinter } from '../verify-printer.ts';
import { runVerify } from '../verify-run.ts';

interface Options {
  readonly against?: string;
  readonly format: VerifyFormat;
  readonly jobs?: number;
  readonly nativeFree?: boolean;
  readonly progress: boolean;
}

export function verifyCommand(): Command {
  return new Command('verify')
    .summary('prove that extents files install what their headers promise')
    .description(
      'Proves extents files from their bytes alone: footer, digest table, every content against ' +
        "the header's digests, the header against its own, placement, padding, the stored " +
        'verification. With --against one is also compared with the package it was made of, byte ' +
        'for byte.',
    )
    .argument('<extents...>', 'extents files, directories (walked for *.rpm, *.extents), globs')
    .option('--against <package>', 'the original RPM package (for one extents file)')
    .addOption(
      new Option('--format <format>', 'for people, one JSON document, or a line of JSON a file')
        .choices(VERIFY_FORMATS)
        .default('text'),
    )
    .option('-j, --jobs <n>', 'files worked on at once (default: what suits them)', jobCount)
    .option('--native-free', "decode the original without the system's compression libraries")
    .option('--no-progress', 'show no progress on a terminal')
    .addHelpText(
      'after',
      `
Exit status: 0 all are proven, 1 one is not, 2 wrong usage, 3 one could not be read or is no extents
file, as a package that transcode passed through (the others were verified).

Examples:
  rpmcow verify hello.extents
  rpmcow verify hello.extents --against hello.rpm --format json
  rpmcow verify -j 4 --format ndjson cow | jq -r 'select(.proven | not) | .path'`,
    )
    .action(async (paths: string[], options: Options, command: Command) => {
      const { against, format, jobs, nativeFree = false, progress } = options;
      process.exitCode = await runVerify(
        paths,
        { printer: verifyPrinter(format), against, jobs, nativeFree, progress },
        (message) => command.error(`error: ${message}`, { exitCode: EXIT.usage }),
      );
    });
}
