/** The verb transcode: one package to one extents file. */
import { basename } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { csumAlgorithm } from '../../../native-free-parsers/extents/digest-names.ts';
import { atomicFile } from '../../io/atomic-file.ts';
import { descriptorOutput } from '../../io/descriptor-output.ts';
import { type DigestName, isDigestName } from '../../io/digests.ts';
import { requireDirectory } from '../../io/directory.ts';
import { openPackageFile, openPackageStream } from '../../io/package-input.ts';
import { systemPageSize } from '../../io/page-size.ts';
import type { NokeyPolicy } from '../../transcode/checksig.ts';
import { transcode } from '../../transcode/transcode.ts';
import { NOKEY_POLICIES, parseBlockSize } from '../arguments.ts';
import { EXIT } from '../exit-status.ts';
import { explainOutcome } from '../outcome-text.ts';
import { tell } from '../print.ts';
import { showProgress } from '../progress.ts';
import { reportTrouble } from '../trouble.ts';

interface Options {
  readonly output: string;
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
    .summary('lay a package out for reflinking')
    .description(
      'Rewrites an RPM package as an extents file, whose contents a Copy-on-Write installation ' +
        'clones instead of copying. Where that cannot be done safely, the package itself comes out ' +
        'unchanged. The output appears complete or not at all.',
    )
    .argument('<package>', 'the RPM package, or - for standard input')
    .requiredOption('-o, --output <file>', 'where the result goes, or - for standard output')
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
Exit status: 0 the result is written (also when the package was passed through), 2 wrong usage,
3 the input is no package or cannot be read, or the output cannot be written.

Examples:
  rpmcow transcode hello.rpm -o hello.extents
  curl -s https://example.org/hello.rpm | rpmcow transcode - -o hello.extents
  rpmcow transcode hello-2.rpm -o cache/hello-2.extents --reuse cache
  rpmcow verify hello.extents --against hello.rpm`,
    )
    .action(async (path: string, options: Options, command: Command) => {
      if (options.reuse !== undefined && options.output === '-') {
        command.error('error: --reuse needs a file as the output', { exitCode: EXIT.usage });
      }
      process.exitCode = await run(path, options);
    });
}

async function run(path: string, options: Options): Promise<number> {
  const name = path === '-' ? 'standard input' : path;
  try {
    if (options.reuse !== undefined) requireDirectory(options.reuse);
    const digests = options.digest ?? ['SHA256'];
    const input =
      path === '-' ? openPackageStream(0, name, digests) : openPackageFile(path, digests);
    const progress = showProgress(
      basename(name),
      () => input.stream.length,
      input.size,
      options.progress && !options.quiet,
    );
    try {
      const output =
        options.output === '-'
          ? descriptorOutput(1, 'standard output')
          : atomicFile(options.output);
      const result = await transcode(input, output, {
        blockSize: options.blockSize ?? systemPageSize(),
        nokey: options.nokey,
        nativeFree: options.nativeFree ?? false,
        refuseForeign: true,
        ...(options.reuse === undefined ? {} : { reuse: options.reuse }),
        breathe: progress.breathe,
      });
      progress.done();
      if (!options.quiet) tell(`${explainOutcome(result)}\n`);
      return result.because.some(({ rule }) => rule === 'internal-error') ? EXIT.bug : EXIT.ok;
    } finally {
      progress.done();
      input.close();
    }
  } catch (error) {
    return reportTrouble(name, error);
  }
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
