/**
 * A run of verify: files in, verdicts out, an exit status at the end.
 *
 * Policy: verdicts are printed in the order of the files and then forgotten. One file's trouble
 * never stops the others; when nobody reads the verdicts any more, the rest is left unread, and the
 * exit status says so.
 */
import { basename } from 'node:path';
import { expandGlobs } from '../io/expand-globs.ts';
import { type FoundPackage, findPackages } from '../io/walk.ts';
import { INTERNAL_ERROR } from '../package/unreadable.ts';
import { addToProofTally, emptyProofTally } from '../report/proof-text.ts';
import { type ProofResult, proveFile } from '../transcode/prove.ts';
import { proveAll } from '../transcode/prove-all.ts';
import { EXIT, type ExitStatus, graver } from './exit-status.ts';
import { showPackagesProgress } from './packages-progress.ts';
import { printOneOfMany, tell } from './print.ts';
import { type ProgressLine, showProgress } from './progress.ts';
import { unreadableText } from './unreadable-text.ts';
import type { VerifyPrinter } from './verify-printer.ts';
import { workerCount } from './worker-count.ts';

/** What results of transcode are called: as their packages, or as in our examples. */
const ENDINGS = ['.rpm', '.extents'];

/** Bytes of extents files that are verified before threads have started. */
const WORTH_THREADS = 512 * 1024 * 1024;

export interface VerifyRun {
  readonly printer: VerifyPrinter;
  /** The package that the one file was made of. */
  readonly against: string | undefined;
  readonly nativeFree: boolean;
  /** Files at once; undefined: what suits them. */
  readonly jobs: number | undefined;
  readonly progress: boolean;
}

/** Verdicts to come, and the line that tells how far they are. */
interface Proving {
  readonly results: AsyncIterable<ProofResult>;
  readonly line: ProgressLine;
}

/** @param misuse is told when one package would be the original of many files. */
export async function runVerify(
  paths: readonly string[],
  run: VerifyRun,
  misuse: (message: string) => never,
): Promise<ExitStatus> {
  const { packages: files, troubles } = findPackages(expandGlobs(paths), { endings: ENDINGS });
  const [only, ...others] = files;
  if (run.against !== undefined && others.length > 0) misuse('--against takes one extents file');
  for (const { message } of troubles) tell(`rpmcow: ${message}\n`);
  if (only === undefined) tell(`rpmcow: no *.rpm or *.extents below ${paths.join(', ')}\n`);

  const isOne = only !== undefined && others.length === 0;
  const { results, line } = isOne ? proveOne(only, run) : proveMany(files, run);
  try {
    const status = await report(results, run.printer, line);
    return graver(status, troubles.length > 0 ? EXIT.unreadable : EXIT.ok);
  } finally {
    line.done();
  }
}

/** Without threads; compared with the original where there is one. */
function proveOne({ path, size }: FoundPackage, run: VerifyRun): Proving {
  const { against, nativeFree, progress } = run;
  let read = 0;
  const onRead = (bytes: number) => {
    read += bytes;
  };
  // Contents are read once more to be compared.
  const toRead = against === undefined ? size : 2 * size;
  const line = showProgress(basename(path), () => read, toRead, progress);
  const { breathe } = line;
  const results = (async function* () {
    yield await proveFile(path, { against, nativeFree, breathe, onRead });
  })();
  return { results, line };
}

function proveMany(files: readonly FoundPackage[], { jobs, progress }: VerifyRun): Proving {
  const bytesIn = files.reduce((sum, { size }) => sum + size, 0);
  const done = { packages: 0, bytesIn: 0 };
  const line = showPackagesProgress({ packages: files.length, bytesIn }, done, progress);
  const paths = files.map(({ path }) => path);
  const results = (async function* () {
    for await (const result of proveAll(paths, workerCount(files, jobs, WORTH_THREADS))) {
      done.bytesIn += files[done.packages]!.size;
      done.packages++;
      yield result;
    }
  })();
  return { results, line };
}

async function report(
  results: AsyncIterable<ProofResult>,
  printer: VerifyPrinter,
  line: ProgressLine,
): Promise<ExitStatus> {
  const tally = emptyProofTally();
  let status: ExitStatus = EXIT.ok;
  const write = (pieces: Iterable<string>) => printOneOfMany([...pieces].join(''));
  write(printer.start());
  let isRead = true;
  for await (const result of results) {
    if (!isRead) return graver(status, EXIT.unreadable);
    addToProofTally(tally, result);
    status = graver(status, statusOf(result));
    line.clear();
    if (result.kind === 'unreadable') tell(`rpmcow: ${unreadableText(result.unreadable)}\n`);
    isRead = write(printer.result(result));
  }
  line.done();
  write(printer.end(tally));
  return status;
}

function statusOf(result: ProofResult): ExitStatus {
  if (result.kind === 'read') return result.record.proven ? EXIT.ok : EXIT.findings;
  return result.unreadable.code === INTERNAL_ERROR ? EXIT.bug : EXIT.unreadable;
}
