/** The verb extract: the files of a package or extents file, below a root. */
import { Command, Option } from 'commander';
import { type Extraction, extract } from '../../extract/extract.ts';
import { Refused } from '../../extract/refused.ts';
import { noCopies, REFLINK_MODES, type ReflinkMode } from '../../io/file-copier.ts';
import type { Reason } from '../../package/reason.ts';
import { extractionText } from '../../report/extraction-text.ts';
import { jsonPieces } from '../../report/json-pieces.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { print, tell } from '../print.ts';
import { showProgress } from '../progress.ts';
import { reportTrouble } from '../trouble.ts';
import { VERSION } from '../version.ts';

/** Refusals that are told one by one. */
const MOST_REFUSALS = 10;

interface Options {
  readonly directory: string;
  readonly reflink: ReflinkMode;
  readonly verify: boolean;
  readonly nativeFree?: boolean;
  readonly progress: boolean;
  readonly format: 'text' | 'json';
}

export function extractCommand(): Command {
  return new Command('extract')
    .summary('install the files of a package or extents file into a directory')
    .description(
      'Extracts as rpm installs, without scriptlets and database: modes, times, hard links, owners ' +
        'and capabilities (as root), existing files replaced, everything or nothing. Contents of an ' +
        'extents file are cloned where the file system can, those of a plain package are decoded; ' +
        'nothing is in place before all have the digests of the header. %ghost files, devices and ' +
        'sockets are left out.',
    )
    .argument('<package>', 'an RPM package or extents file')
    .requiredOption('-C, --directory <root>', 'the root to extract into, which exists')
    .addOption(
      new Option('--reflink <mode>', 'clone where possible, or fail, or write every byte')
        .choices(REFLINK_MODES)
        .default('auto'),
    )
    .option(
      '--no-verify',
      "trust the contents of an extents file, as rpm's reflink plugin does: do not read them",
    )
    .option('--native-free', "decode without the system's compression libraries")
    .addOption(
      new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'),
    )
    .option('--no-progress', 'show no progress on a terminal')
    .addHelpText(
      'after',
      `
Exit status: 0 extracted, 2 wrong usage, 3 the package is unreadable or refused, or the files could
not be written; nothing is extracted then.

Examples:
  rpmcow extract hello.extents -C /mnt/root --reflink always
  rpmcow extract hello.rpm -C ./hello --format json`,
    )
    .action(async (path: string, options: Options) => {
      process.exitCode = await run(path, options);
    });
}

async function run(path: string, options: Options): Promise<ExitStatus> {
  try {
    const extraction = await work(path, options);
    for (const warning of extraction.warnings) tell(`rpmcow: warning: ${warning}\n`);
    print(options.format === 'text' ? extractionText(extraction) : extractionJson(extraction));
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof Refused)) return reportTrouble(path, error);
    tellRefusals(path, error.because);
    return EXIT.unreadable;
  }
}

async function work(path: string, options: Options): Promise<Extraction> {
  const { directory: root, reflink, verify, nativeFree = false } = options;
  const counts = noCopies();
  const done = () => counts.cloned.bytes + counts.rangeCopied.bytes + counts.copied.bytes;
  const progress = showProgress(path, done, undefined, options.progress);
  const { breathe } = progress;
  try {
    return await extract(path, { root, reflink, verify, nativeFree, counts, breathe });
  } finally {
    progress.done();
  }
}

function extractionJson(extraction: Extraction): string {
  const tool = { name: 'rpmcow', version: VERSION };
  return `${[...jsonPieces({ tool, ...extraction })].join('')}\n`;
}

function tellRefusals(path: string, because: readonly Reason[]): void {
  for (const { message, rule } of because.slice(0, MOST_REFUSALS)) {
    tell(`rpmcow: ${path}: ${message} [${rule}]\n`);
  }
  const more = because.length - MOST_REFUSALS;
  if (more > 0) tell(`rpmcow: ${path}: and ${more} more\n`);
}
