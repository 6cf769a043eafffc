/** The verb check: does a package survive Copy-on-Write, and whose fault is it if not? */
import { Command, InvalidArgumentError, Option } from 'commander';
import { TARGETS, type Target, THRESHOLDS } from '../../check/severity.ts';
import { STANDARD_INPUT } from '../../io/package-source.ts';
import { REPORTS } from '../../report/ci/reporters.ts';
import type { SpecFile } from '../../report/ci/spec-line.ts';
import { readBaseline } from '../baseline-file.ts';
import { runCheck } from '../check-run.ts';
import { type CheckSettingOptions, checkSettings } from '../check-settings.ts';
import { type ColourChoice, colourOption } from '../colour.ts';
import { ConfigurationError } from '../configuration-error.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { jobCount } from '../job-count.ts';
import { addReport, onStandardOutput, type ReportRequest } from '../report-requests.ts';
import { requireKeys } from '../require-keys.ts';
import { requiredText } from '../required-text.ts';
import { isRpmVersion, RPM_VERSION_FORM } from '../rpm-version.ts';

interface Options extends CheckSettingOptions {
  readonly headersOnly?: boolean;
  readonly key?: readonly string[];
  readonly format: 'text' | 'json' | 'ndjson';
  readonly report?: readonly ReportRequest[];
  readonly sarifLocateIn?: string;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly estimate?: boolean;
  readonly jobs?: number;
  readonly progress: boolean;
  readonly color: ColourChoice;
}

export function checkCommand(): Command {
  return new Command('check')
    .summary('say whether packages survive Copy-on-Write, and what is wrong with them')
    .description(
      'Reads RPM packages, headers and payload, predicts what happens to each on a Copy-on-Write ' +
        'host, and says what is wrong with it: where, what was expected and found, what breaks, and ' +
        'how to repair it.',
    )
    .argument('<package...>', 'RPM packages, directories (walked for *.rpm), globs, or - for stdin')
    .option('--headers-only', 'read no payload: thousands of packages a second, fewer rules')
    .option(
      '--key <file>',
      'OpenPGP public keys that signatures are held against (repeatable)',
      addText,
    )
    .addOption(
      new Option(
        '--target <target>',
        'what findings are weighed for (repeatable; default: transcode and install)',
      )
        .choices(TARGETS)
        .argParser(addTarget),
    )
    .option(
      '--rpm-version <version>',
      'weigh for installing with this rpm, 4.14 to 6.0 (default: 4.18, 4.19)',
      rpmVersion,
    )
    .addOption(
      new Option('--fail-on <severity>', 'exit 1 from this severity on (default: error)').choices(
        THRESHOLDS,
      ),
    )
    .option(
      '--rule <id>',
      'run only this rule, or those of a glob such as "sig-*" (repeatable)',
      addText,
    )
    .option('--skip <id>', 'do not run this rule, or those of a glob (repeatable)', addText)
    .option(
      '--ignore-file <file>',
      'findings that are known and accepted (repeatable; see below)',
      addText,
    )
    .option('--config <file>', 'the configuration (default: rpmcow.toml, if there is one)')
    .addOption(
      new Option('--format <format>', 'for people, one JSON document, or a line of JSON a package')
        .choices(['text', 'json', 'ndjson'])
        .default('text'),
    )
    .option(
      '--report <format[=file]>',
      'a report in a file, besides what --format prints, or without =file instead of that ' +
        '(repeatable; see below)',
      addReport,
    )
    .option(
      '--sarif-locate-in <spec>',
      'show findings in this spec file, whose name stays from version to version: sarif, ' +
        'github, code-quality',
    )
    .option('--baseline <file>', 'findings in this file are known: only new ones count')
    .option('--update-baseline', 'write all findings into the baseline')
    .option('--estimate', 'forecast the size of the extents file for pages of 4, 16 and 64 KiB')
    .option('-j, --jobs <n>', 'packages worked on at once (default: what suits them)', jobCount)
    .option('--no-progress', 'show no progress on a terminal')
    .addOption(colourOption())
    .addHelpText('after', HELP)
    .action(async (paths: string[], options: Options, command: Command) => {
      const misuse = (message: string): never =>
        command.error(`error: ${message}`, { exitCode: EXIT.usage });
      const isFormatGiven = command.getOptionValueSource('format') === 'cli';
      process.exitCode = await run(paths, options, isFormatGiven, misuse);
    });
}

const HELP = `
Severities are for a target: transcode (does the reference transcoder write a right extents file?),
install (does the result install on a Copy-on-Write host?), spec (is it what the format says?).

rpmcow.toml, every key optional; an ignore file has [[ignore]] entries only:
  fail-on = "warning"            # as --fail-on
  target = ["install"]           # as --target
  rpm-version = "4.18"           # as --rpm-version
  rules.skip = ["file-fifo"]     # as --skip
  [[ignore]]
  rule = "digest-weak"           # id or glob
  package = "legacy-*"           # optional: glob on name or name-version-release.arch
  path = "/usr/share/*"          # optional: glob on the file of the package
  reason = "kept for EL 6 until its end"
  expires = 2027-06-30           # optional

Reports, --report <format>=<file>:
${reportHelp()}

Exit status: 0 nothing at or above --fail-on, 1 findings at or above it, 2 wrong usage or
configuration, 3 some input is no package or could not be read (the others were checked).

Examples:
  rpmcow check azure-cli.rpm
  rpmcow check --headers-only --format ndjson Packages | jq -r 'select(.prediction.reference != "same") | .path'
  rpmcow check --report vendor azure-cli.rpm > bug-report.md
  rpmcow check --report sarif=out.sarif --report junit=out.xml --sarif-locate-in hello.spec RPMS
  rpmcow check --baseline known.json RPMS    # first with --update-baseline
  rpmcow check --key RPM-GPG-KEY-vendor vendor-*.rpm
  rpmcow check --target spec --fail-on warning --skip 'cow-*' build/*.rpm`;

function reportHelp(): string {
  return Object.entries(REPORTS)
    .map(([name, { what }]) => `  ${name.padEnd(14)} ${what}`)
    .join('\n');
}

async function run(
  paths: readonly string[],
  options: Options,
  isFormatGiven: boolean,
  misuse: (message: string) => never,
): Promise<ExitStatus> {
  const { color, headersOnly = false, estimate = false, jobs, progress } = options;
  const { key: keyFiles = [], report: reports = [], baseline, updateBaseline = false } = options;
  if (paths.filter((path) => path === STANDARD_INPUT).length > 1) {
    misuse('standard input can be read once');
  }
  if (updateBaseline && baseline === undefined) {
    misuse("option '--update-baseline' needs '--baseline <file>', which it writes");
  }
  try {
    const format = onStandardOutput(reports, isFormatGiven ? options.format : undefined);
    const settings = checkSettings(options);
    await requireKeys(keyFiles);
    return await runCheck(paths, {
      // What goes into the baseline is accepted by that.
      settings: updateBaseline ? { ...settings, failOn: 'never' } : settings,
      format: format ?? options.format,
      reports,
      spec: readSpec(options.sarifLocateIn),
      baseline: baseline === undefined ? undefined : readBaseline(baseline, updateBaseline),
      colour: color,
      headersOnly,
      keyFiles,
      estimate,
      jobs,
      progress,
    });
  } catch (error) {
    if (error instanceof ConfigurationError) return misuse(error.message);
    throw error;
  }
}

function readSpec(path: string | undefined): SpecFile | undefined {
  return path === undefined ? undefined : { path, lines: requiredText(path).split(/\r?\n/) };
}

function addTarget(argument: string, before: readonly Target[] = []): readonly Target[] {
  const target = TARGETS.find((each) => each === argument);
  if (target === undefined) throw new InvalidArgumentError(`It is ${TARGETS.join(', ')}.`);
  return [...before, target];
}

function addText(argument: string, before: readonly string[] = []): readonly string[] {
  return [...before, argument];
}

function rpmVersion(argument: string): string {
  if (!isRpmVersion(argument)) throw new InvalidArgumentError(`It takes ${RPM_VERSION_FORM}.`);
  return argument;
}
