/**
 * The verb inspect: everything in packages and extents files, with offsets.
 *
 * Policy: each file is printed as soon as it is read and then forgotten. What can be read goes to
 * standard output; why the rest cannot goes to standard error, and into the JSON document.
 */
import { once } from 'node:events';
import { styleText } from 'node:util';
import { Command, Option } from 'commander';
import { FormatError } from '../../../native-free-parsers/bytes/format-error.ts';
import { MachineError } from '../../io/machine-error.ts';
import { openPackageSource } from '../../io/package-source.ts';
import { inspectPackage } from '../../package/inspect-package.ts';
import { inspectionProblem } from '../../package/inspect-problems.ts';
import type { Inspection, InspectionProblem } from '../../package/inspection.ts';
import type { Unreadable } from '../../package/unreadable.ts';
import { inspectionText } from '../../report/inspection-text.ts';
import { resultsDocument } from '../../report/results-json.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { VERSION } from '../version.ts';

const FORMATS = ['text', 'json'] as const;

interface Options {
  readonly format: (typeof FORMATS)[number];
}

export function inspectCommand(): Command {
  return new Command('inspect')
    .summary('show everything in packages and extents files, with offsets')
    .description(
      'Takes RPM packages and extents files apart: lead, both headers entry by entry, regions and ' +
        'trailers, payload compression, every archive member; of an extents file also contents, ' +
        'digest table, checksig block, csum block and footer. It describes and does not judge: no ' +
        'digest is verified. What cannot be read to its end is shown as far as it goes.',
    )
    .argument('<file...>', 'RPM packages or extents files, or - for standard input')
    .addOption(new Option('--format <format>', 'how to print').choices(FORMATS).default('text'))
    .addHelpText('after', HELP)
    .action(async (paths: string[], { format }: Options) => {
      process.exitCode = await run(paths, format);
    });
}

const HELP = `
Text: offsets are hexadecimal, modes octal, all other numbers decimal. Values are shortened.
  headers   INDEX where the 16 bytes of the entry are, STORE its offset in the header's data,
            DATA and LENGTH the data in the file, IN the region or a dribble (an entry outside it)
  members   OFFSET and DATA in the decompressed archive, SIZE bytes of content as rpm reads them
            (by the header), C_SIZE the archive's own number, FILE position in the header
  table     RECORD where the record is, CONTENT where it leads, SIZE as the header has it

JSON: { "tool", "files": [{"path", ...}], "unreadable": [{"path", "code", "section", "offset",
"message"}] }, all offsets in bytes from the start of the file ("cpio": of the archive). Values are
complete, but for binary ones, which are {"length", "hex"} of 64 bytes at most, and headers with
more than 32 Mi of values ("valueComplete": false). Bytes that are no UTF-8 are \\udc80 to \\udcff,
as in Python's surrogateescape. At most 1,000 members more than the header has files are listed.

Exit status: 0 all files were read, 2 wrong usage, 3 a file, or part of one, could not be read.

Examples:
  rpmcow inspect hello.rpm
  rpmcow inspect --format json hello.rpm |
    jq '.files[].mainHeader.entries[] | select(.name == "BASENAMES").value'
  curl -s https://example.org/hello.rpm | rpmcow inspect -`;

async function run(paths: readonly string[], format: Options['format']): Promise<ExitStatus> {
  endWithReader();
  const printer = format === 'json' ? jsonPrinter() : textPrinter();
  await print(printer.start());
  const unreadable: Unreadable[] = [];
  const report = (trouble: Unreadable, sentence: string): void => {
    unreadable.push(trouble);
    process.stderr.write(`rpmcow: ${sentence}\n`);
  };
  const reportProblem = (path: string, problem: InspectionProblem): void =>
    report({ path, ...problem }, `${path}: ${problem.message}`);

  for (const path of paths) {
    try {
      const inspection = await inspectInput(path);
      await print(printer.file(path, inspection));
      for (const problem of inspection.problems) reportProblem(path, problem);
    } catch (error) {
      if (error instanceof FormatError) {
        reportProblem(path, inspectionProblem(error.problem));
      } else if (error instanceof MachineError) {
        const { code, message } = error;
        report({ path, code, section: null, offset: null, message }, message);
      } else {
        throw error;
      }
    }
  }
  await print(printer.end(unreadable));
  return unreadable.length === 0 ? EXIT.ok : EXIT.unreadable;
}

async function inspectInput(path: string): Promise<Inspection> {
  const source = await openPackageSource(path);
  try {
    return await inspectPackage(source);
  } finally {
    source.close();
  }
}

interface Printer {
  start(): Iterable<string>;
  file(path: string, inspection: Inspection): Iterable<string>;
  end(unreadable: readonly Unreadable[]): Iterable<string>;
}

function textPrinter(): Printer {
  const bold = (heading: string): string => styleText('bold', heading, { stream: process.stdout });
  let separator = '';
  return {
    start: () => [],
    file(path, inspection) {
      const pieces = [separator, inspectionText(path, inspection, bold)];
      separator = '\n';
      return pieces;
    },
    end: () => [],
  };
}

function jsonPrinter(): Printer {
  const { start, result, end } = resultsDocument('files');
  return {
    start: () => start(VERSION),
    file: (path, inspection) => result({ record: { path, ...inspection } }),
    *end(unreadable) {
      for (const one of unreadable) yield* result({ unreadable: one });
      yield* end();
    },
  };
}

const BATCH = 64 * 1024;

/** Many small pieces make few writes, and none waits in memory for a slow reader. */
async function print(pieces: Iterable<string>): Promise<void> {
  let batch = '';
  for (const piece of pieces) {
    batch += piece;
    if (batch.length < BATCH) continue;
    await write(batch);
    batch = '';
  }
  await write(batch);
}

/** The reader may leave early, as head(1) does: that is no error of ours. */
function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
