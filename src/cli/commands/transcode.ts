/** The verb transcode: one package to one extents file, or many into a directory. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { csumAlgorithm } from '../../../native-free-parsers/extents/digest-names.ts';
import { type DigestName, isDigestName } from '../../io/digests.ts';
import { systemPageSize } from '../../io/page-size.ts';
import type { NokeyPolicy } from '../../transcode/checksig.ts';
import type { TranscodeSettings } from '../../transcode/task.ts';
import { NOKEY_POLICIES, parseBlockSize } from '../arguments.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { jobCount } from '../job-count.ts';
import { transcodeMany } from './transcode-many.ts';
import { transcodeOne } from './transcode-one.ts';

interface Options {
  readonly output?: string;
  readonly outDir?: string;
  readonly jobs?: number;
  readonly format: 'text' | 'ndjson';
  readonly digest?: readonly DigestName[];
  readonly nokey: NokeyPolicy;
  readonly blockSize?: number;
  readonly reuse?: string;
  readonly nativeFree?: boolean;
  readonly progress: boolean;
  readonly quiet?: boolean;
}

export function transcodeCommand(): Command {
  return new Command('transcode')
    .summary('lay packages out for reflinking')
    .description(
      'Rewrites an RPM package as an extents file, whose contents a Copy-on-Write installation ' +
        'clones instead of copying. Where that cannot be done safely, the package itself comes out ' +
        'unchanged. The output appears complete or not at all. With --out-dir any number of ' +
        'packages at once, in directories too, under the names they have.',
    )
    .argument('<package...>', 'the RPM package, or - for standard input')
    .addOption(
      new Option(
        '-o, --output <file>',
        'where the result goes, or - for standard output',
      ).conflicts(['outDir', 'jobs', 'format']),
    )
    .option('--out-dir <directory>', 'where the results of many packages go; made if missing')
    .option(
      '-j, --jobs <n>',
      'packages worked on at once (default: as many as processors)',
      jobCount,
    )
    .addOption(
      new Option('--format <format>', 'with --out-dir: a line for people, or a JSON record, each')
        .choices(['text', 'ndjson'])
        .default('text'),
    )
    .option(
      '--digest <algorithm>',
      'digest of the package to record, as in the repository metadata (repeatable; default SHA256)',
      addDigest,
    )
    .addOption(
      new Option(
        '--nokey <policy>',
        'a signature whose key is not known: record that, or leave the package as it is',
      )
        .choices(NOKEY_POLICIES)
        .default('record'),
    )
    .option(
      '--block-size <size>',
      "align contents to this, 4K or 65536 (default: this system's page size)",
      blockSize,
    )
    .option(
      '--reuse <directory>',
      'clone contents that extents files in this directory already have (btrfs, XFS)',
    )
    .option('--native-free', "decode without the system's compression libraries")
    .option('--no-progress', 'show no progress on a terminal')
    .option('-q, --quiet', 'say nothing but errors')
    .addHelpText(
      'after',
      `
Exit status: 0 every result is written (also when a package was passed through), 2 wrong usage,
3 some input is no package or cannot be read, or its output cannot be written; the others are there.

Examples:
  rpmcow transcode hello.rpm -o hello.extents
  curl -s https://example.org/hello.rpm | rpmcow transcode - -o hello.extents
  rpmcow transcode hello-2.rpm -o cache/hello-2.extents --reuse cache
  rpmcow transcode Packages extra.rpm --out-dir cow -j 4 --format ndjson
  rpmcow verify hello.extents --against hello.rpm`,
    )
    .action(async (paths: string[], options: Options, command: Command) => {
      process.exitCode = await run(paths, options, (message) =>
        command.error(`error: ${message}`, { exitCode: EXIT.usage }),
      );
    });
}

async function run(
  paths: readonly string[],
  options: Options,
  misuse: (message: string) => never,
): Promise<ExitStatus> {
  const { output, outDir, jobs, format, nokey, reuse, nativeFree = false, quiet = false } = options;
  const settings: TranscodeSettings = {
    digests: options.digest ?? ['SHA256'],
    blockSize: options.blockSize ?? systemPageSize(),
    nokey,
    nativeFree,
    ...(reuse === undefined ? {} : { reuse }),
  };
  const telling = { quiet, progress: options.progress && !quiet };
  if (outDir !== undefined) {
    if (paths.includes('-')) misuse('standard input has no name: it needs -o');
    return await transcodeMany(paths, outDir, settings, { ...telling, format, jobs }, misuse);
  }
  if (output === undefined) misuse('-o or --out-dir must say where the result goes');
  if (output === '-' && reuse !== undefined) misuse('--reuse needs a file as the output');
  const [path, ...others] = paths;
  if (path === undefined || others.length > 0) misuse('-o takes one package, --out-dir any number');
  return await transcodeOne(path, output, settings, telling);
}

function addDigest(argument: string, before: readonly DigestName[] = []): readonly DigestName[] {
  const name = csumAlgorithm(argument.toUpperCase())?.name;
  if (name === undefined || !isDigestName(name)) {
    throw new InvalidArgumentError('It is no digest algorithm; try SHA256.');
  }
  return [...before, name];
}

function blockSize(argument: string): number | undefined {
  try {
    return parseBlockSize(argument);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}
